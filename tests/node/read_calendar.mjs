// Reads a calendar with the parser of others (ical.js) and prints what it found: one line of JSON for each
// event, in the order of the file. One argument: the file. Exit code 0, or 1 with what the parser has against
// it.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

try {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf8")));
  for (const needed of ["version", "prodid"])
    if (!calendar.getFirstPropertyValue(needed)) throw new Error(`the calendar has no ${needed}`);
  for (const component of calendar.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(component);
    const stamp = component.getFirstPropertyValue("dtstamp");
    if (!event.startDate.isDate || !event.endDate.isDate) throw new Error("an event is not all day");
    console.log(
      JSON.stringify({
        uid: event.uid,
        sequence: event.sequence,
        status: component.getFirstPropertyValue("status"),
        first: event.startDate.toString(),
        after: event.endDate.toString(),
        stamp: stamp.toString(),
        summary: event.summary,
      }),
    );
  }
} catch (error) {
  console.log(String(error));
  process.exit(1);
}
