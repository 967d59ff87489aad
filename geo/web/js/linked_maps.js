// Which maps of the page are linked; passes on where one looks, without the page's script.

const groups = new Map();

export function join(name, map) {
  if (map.group === name) return;
  leave(map);
  map.group = name;
  if (!name) return;
  if (!groups.has(name)) groups.set(name, { maps: new Set(), view: null });
  groups.get(name).maps.add(map);
}

export function leave(map) {
  const group = groups.get(map.group);
  group?.maps.delete(map);
  if (group && !group.maps.size) groups.delete(map.group);
  map.group = "";
  map.hasMet = false;
}

// The first word of a map that comes to others is answered by where they look, unless it leads.
export function heard(map, view, post) {
  const group = groups.get(map.group);
  if (!group) return;
  if (!map.hasMet && group.view && !map.leads) {
    map.hasMet = true;
    post(map, group.view);
    return;
  }
  map.hasMet = true;
  group.view = view;
  for (const other of group.maps) if (other !== map) post(other, view);
}
