// What can be drawn: when it is whole, which outline it has, what is told of it.

import { areaM2, lengthM, perimeterM, ringAround, totalM } from "./geodesic.js";
import { area, length } from "./written.js";

const LEAST_RADIUS_M = 10;
const place = ({ lat, lng }) => [lng, lat];

function told(ring, words) {
  return ring.length < 3 ? "" : `${area(areaM2(ring), words)} · ${length(perimeterM(ring), words)}`;
}

const ring = {
  isClosed: true,
  outline: (points) => points,
  isWhole: (points) => points.length >= 3,
  told,
  shape: (points) => ({ points: points.map(place) }),
};

const distance = {
  isClosed: false,
  outline: (points) => points,
  isWhole: (points) => points.length >= 2,
  told: (points, words) => (points.length < 2 ? "" : length(totalM(points), words)),
};

function corners([one, other]) {
  if (!other) return one ? [one] : [];
  return [one, { lat: one.lat, lng: other.lng }, other, { lat: other.lat, lng: one.lng }];
}

const rectangle = {
  isClosed: true,
  most: 2,
  outline: corners,
  isWhole: ([one, other]) => Boolean(other) && one.lat !== other.lat && one.lng !== other.lng,
  told: (points, words) => told(corners(points), words),
  shape: (points) => ({ points: corners(points).map(place) }),
};

const radius = ([centre, edge]) => (edge ? Math.round(lengthM(centre, edge)) : 0);

const circle = {
  isClosed: true,
  most: 2,
  hasRadius: true,
  radius,
  outline: (points) => (radius(points) ? ringAround(points[0], radius(points)) : points.slice(0, 1)),
  isWhole: (points) => radius(points) >= LEAST_RADIUS_M,
  told: (points, words) => (radius(points) ? `${length(radius(points), words)} · ${area(Math.PI * radius(points) ** 2, words)}` : ""),
  shape: (points) => ({ points: [place(points[0])], radius_m: radius(points) }),
};

export const KINDS = { polygon: ring, rectangle, circle, distance, area: ring };
