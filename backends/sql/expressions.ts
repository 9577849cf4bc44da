/** Regular expressions of our own, in the syntax that all engines share. */

/** A plain decimal, as rules compare numbers: no exponent, no blank, no sign but a minus. For whole texts, without anchors. */
export const DECIMAL = '-?(?:[0-9]+(?:[.][0-9]+)?|[.][0-9]+)';

const LEAP = '(?:[0-9][0-9](?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)';
const MONTH_AND_DAY =
  '(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)';

/** The start of a text with a date of ISO 8601. */
export const DATE = '^[0-9]{4}-[0-9]{2}-[0-9]{2}';
/** The same with a time behind it. */
export const DATE_AND_TIME = '^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}';
/** A date that exists, for engines that would fail on another one. */
// Declarations are made without the checker, which would be the one to know that this is a text.
// eslint-disable-next-line @typescript-eslint/no-inferrable-types
export const REAL_DATE: string = `^(?:[0-9]{4}-${MONTH_AND_DAY}|${LEAP}-02-29)`;
