// The tools by name and key, in the order of the strip.

import { brush } from "./brush.js";
import { reshape, split, transfer } from "./drawn.js";
import { lock } from "./lock.js";
import { merge } from "./merge.js";
import { nodes } from "./nodes.js";
import { select } from "./select.js";

export const TOOLS = [
  { name: "select", key: "V", make: select },
  { name: "nodes", key: "N", make: nodes },
  { name: "reshape", key: "B", make: reshape },
  { name: "split", key: "X", make: split },
  { name: "merge", key: "M", make: merge },
  { name: "transfer", key: "T", make: transfer },
  { name: "brush", key: "R", make: brush },
  { name: "lock", key: "L", make: lock },
];

export const COMMANDS = [
  [{ name: "undo", key: "Ctrl Z" }, { name: "redo", key: "Ctrl Y" }],
  [{ name: "balance", key: "E" }],
];
