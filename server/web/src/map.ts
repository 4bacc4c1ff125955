/** The places of the events on a map of the world, drawn here and fetched from here: no tiles, nobody else learns what
 *  is looked at. A place leads to its events, as the list below the map does. */

import { geoGraticule10, geoMercator, geoPath, type GeoProjection } from "d3-geo";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import atlas from "world-atlas/countries-110m.json?url";
import type { DrawnSpot } from "./drawing";
import { spread } from "./packing";
import { measurer, svg } from "./svg";

type World = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;

const SHAPE = 0.72;
const SMALLEST = 3.5;
const LARGEST = 12;
/** The nearest that the map goes: about the size of a country. */
const CLOSEST = 900;
const LABELS = 7;
/** More spots than this are left where they are: there is no room beside each other. */
const MOVED = 150;
let world: Promise<World> | undefined;

export async function drawMap(host: HTMLElement, spots: DrawnSpot[]): Promise<void> {
  host.hidden = spots.length === 0;
  if (host.hidden) return;
  const width = Math.max(160, host.clientWidth);
  const height = Math.round(Math.min(width * SHAPE, 320));
  host.style.setProperty("height", `${height}px`);
  world ??= fetch(atlas).then((answer) => answer.json() as Promise<World>);
  const topology = await world;
  const projection = around(spots, width, height);
  const path = geoPath(projection);
  const countries = feature(topology, topology.objects.countries);
  const borders = mesh(topology, topology.objects.countries, (a, b) => a !== b);
  host.replaceChildren(svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
    svg("path", { class: "graticule", d: path(geoGraticule10()) ?? undefined }),
    svg("path", { class: "land", d: path(countries) ?? undefined }),
    svg("path", { class: "borders", d: path(borders) ?? undefined }),
    ...marks(spots, projection, width, height, measurer(host))));
}

/** A projection that shows all spots with some land around them. */
function around(spots: DrawnSpot[], width: number, height: number): GeoProjection {
  const air = LARGEST + 6;
  const projection = geoMercator().fitExtent([[air, air], [width - air, height - air]], {
    type: "MultiPoint", coordinates: spots.map((spot) => [spot.longitude, clamp(spot.latitude)]) });
  if (projection.scale() <= CLOSEST) return projection;
  const [west, east] = extent(spots.map((spot) => spot.longitude));
  const [south, north] = extent(spots.map((spot) => clamp(spot.latitude)));
  return geoMercator().scale(CLOSEST).center([(west + east) / 2, (south + north) / 2]).translate([width / 2, height / 2]);
}

/** Mercator has no poles. */
function clamp(latitude: number): number {
  return Math.max(-80, Math.min(80, latitude));
}

function extent(values: number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}

/** The largest first; each can be hit (a line leads to where one was moved from), names where they find room. */
function marks(spots: DrawnSpot[], projection: GeoProjection, width: number, height: number,
               measure: (text: string) => number): SVGElement[] {
  const most = Math.max(...spots.map((spot) => spot.count));
  const placed = [...spots].sort((a, b) => b.count - a.count).map((spot) => {
    const [x, y] = projection([spot.longitude, clamp(spot.latitude)]) ?? [0, 0];
    return { spot, x, y, home: { x, y }, radius: SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(spot.count / most) };
  });
  if (placed.length <= MOVED) spread(placed, width, height);
  const taken: { left: number; right: number; y: number }[] = [];
  const links = placed.map(({ spot, x, y, radius }, order) => {
    const link = svg("a", { href: spot.href, tabindex: -1, class: spot.chosen ? "spot chosen" : "spot" },
      svg("title", {}, `${spot.name}: ${spot.count.toLocaleString("en")}`), svg("circle", { cx: x, cy: y, r: radius }));
    const room = measure(spot.name);
    const free = (left: number): boolean => left >= 0 && left + room <= width
      && taken.every((other) => Math.abs(other.y - y) > 14 || left > other.right + 4 || left + room < other.left - 4);
    const clear = (left: number): boolean => placed.every((other) => other.spot === spot
      || Math.abs(other.y - y) > other.radius + 5 || left > other.x + other.radius || left + room < other.x - other.radius);
    const sides = [x + radius + 3, x - radius - 3 - room].filter(free);
    const left = sides.find(clear) ?? sides[0];
    if (order < LABELS && left !== undefined) {
      taken.push({ left, right: left + room, y });
      link.append(svg("text", { x: left, y: y + 4 }, spot.name));
    }
    return link;
  });
  const leaders = placed.filter(({ x, y, home, radius }) => Math.hypot(x - home.x, y - home.y) > radius)
    .map(({ x, y, home }) => svg("line", { class: "leader", x1: home.x, y1: home.y, x2: x, y2: y }));
  return [...leaders, ...links];
}
