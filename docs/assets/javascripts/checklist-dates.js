// When items are due. A moment is what the clock at the interview shows, read as UTC.
export const DAY = 864e5;
export const ZONES = { WIB: ["Asia/Jakarta", 7], WITA: ["Asia/Makassar", 8], WIT: ["Asia/Jayapura", 9] };

const UNITS = { d: DAY, h: 36e5, m: 6e4 };
const lang = document.documentElement.lang;
const format = (options) => new Intl.DateTimeFormat(lang, { ...options, timeZone: "UTC" }).format;
const AGO = new Intl.RelativeTimeFormat(lang, { numeric: "auto" });

export const long = format({ weekday: "long", day: "numeric", month: "long" });
export const short = format({ weekday: "short", day: "numeric", month: "short" });
export const clock = format({ timeStyle: "short" });
export const day = (moment) => moment - (moment % DAY);
export const wall = (value = "") => Date.parse(value.length > 10 ? `${value}Z` : value);

// Without a name, the zone is this device's.
const offset = (zone) => (zone ? ZONES[zone][1] * 60 : -new Date().getTimezoneOffset());
const instant = (moment, zone) => (zone ? moment - offset(zone) * UNITS.m : Date.parse(new Date(moment).toISOString().slice(0, -1)));
export const now = (zone) => Date.now() + offset(zone) * UNITS.m;
export const home = () => Object.keys(ZONES).find((zone) => offset(zone) === offset()) ?? "";

// The moment of `interview-2d`, whether its time of day matters, and whether it is the interview itself.
export function due(time, at) {
  const [, anchor, number = 0, unit = "m"] = /^([a-z]+)(?:([+-]\d+)([dhm]))?$/.exec(time) ?? [];
  if (!at[anchor]) return null;
  const timed = at[anchor].length > 10 && unit !== "d";
  const moment = wall(at[anchor]) + number * UNITS[unit];
  return { moment: timed ? moment : day(moment), timed, itself: timed && !number };
}

export function ago({ moment, timed }, present, late) {
  const minutes = Math.round((moment - present) / UNITS.m);
  const days = (day(moment) - day(present)) / DAY;
  if (late) return AGO.format(0, "second");
  if (days || !timed) return AGO.format(days, "day");
  return Math.abs(minutes) < 60 ? AGO.format(minutes, "minute") : AGO.format(Math.round(minutes / 60), "hour");
}

const stamp = (moment) => new Date(moment).toISOString().replace(/[-:]|\.\d+/g, "");
const escape = (value) => value.replace(/[\\;,]/g, "\\$&").replace(/[\r\n]+/g, "\\n");

// No line is longer than 75 octets, and no character is cut.
function fold(line) {
  let folded = "";
  let size = 0;
  for (const char of line) {
    const octets = new TextEncoder().encode(char).length;
    size += octets;
    if (size > 75) {
      folded += "\r\n ";
      size = 1 + octets;
    }
    folded += char;
  }
  return `${folded}\r\n`;
}

// A calendar: RFC 5545.
export function calendar({ zone, edits }, events) {
  const [place, hours] = ZONES[zone] ?? [];
  const offset = `+0${hours}00`;
  const when = (name, moment, timed) => {
    if (!timed) return `${name};VALUE=DATE:${stamp(moment).slice(0, 8)}`;
    return zone ? `${name};TZID=${place}:${stamp(moment).slice(0, -1)}` : `${name}:${stamp(instant(moment))}`;
  };
  const event = ({ uid, moment, timed, minutes, title, note, url }) => [
    "BEGIN:VEVENT",
    `UID:${escape(uid)}@siap-wawancara`,
    `DTSTAMP:${stamp(Date.now())}`,
    `SEQUENCE:${edits}`,
    when("DTSTART", moment, timed),
    when("DTEND", moment + (timed ? minutes * UNITS.m : DAY), timed),
    `TRANSP:${timed ? "OPAQUE" : "TRANSPARENT"}`,
    `SUMMARY:${escape(title)}`,
    `DESCRIPTION:${escape(note)}`,
    `URL:${url}`,
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${escape(title)}`,
    `TRIGGER:${timed ? "-PT30M" : "PT8H"}`,
    "END:VALARM",
    "END:VEVENT",
  ];
  return [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Siap Wawancara//Checklist//ID",
    ...(zone ? ["BEGIN:VTIMEZONE", `TZID:${place}`, "BEGIN:STANDARD", "DTSTART:19700101T000000", `TZOFFSETFROM:${offset}`,
      `TZOFFSETTO:${offset}`, `TZNAME:${zone}`, "END:STANDARD", "END:VTIMEZONE"] : []),
    ...events.flatMap(event), "END:VCALENDAR",
  ].map(fold).join("");
}
