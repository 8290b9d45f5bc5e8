/**
 * Days as whole numbers since 1970-01-01, and how they are written on screen.
 * No time zone takes part: a day is a calendar day.
 */

/** What the feed sends for a day that nothing tells. */
export const UNKNOWN_DAY = -32768;

const MS_A_DAY = 86400000;
const LEAST_TICK_PX = 50;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * The day of an ISO date, or null where the text is no date.
 * @param {string | null | undefined} iso
 * @returns {number | null}
 */
export function dayFromIso(iso) {
  const match = /^(-?\d{4,6})-(\d{2})-(\d{2})$/.exec(iso ?? "");
  return match ? dayFromParts(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

/**
 * The day of a year, a month (1-12) and a day of the month, or null where the calendar has none such.
 * @param {number} year @param {number} month @param {number} date
 * @returns {number | null}
 */
export function dayFromParts(year, month, date) {
  const stamp = Date.UTC(year, month - 1, date);
  const back = new Date(stamp);
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== date) return null;
  return Math.round(stamp / MS_A_DAY);
}

/** @returns {number} the day it is here */
export function today() {
  const now = new Date();
  return /** @type {number} */ (dayFromParts(now.getFullYear(), now.getMonth() + 1, now.getDate()));
}

/** @param {number} day @returns {{year: number, month: number, date: number}} month counts from 1 */
export function partsOfDay(day) {
  const stamp = new Date(day * MS_A_DAY);
  return { year: stamp.getUTCFullYear(), month: stamp.getUTCMonth() + 1, date: stamp.getUTCDate() };
}

/** @param {number} day @returns {string} for example `2016-12-11` */
export function isoFromDay(day) {
  return new Date(day * MS_A_DAY).toISOString().slice(0, 10);
}

/** @param {number} day @returns {string} for example `11 Dec 2016` */
export function wordsFromDay(day) {
  const { year, month, date } = partsOfDay(day);
  return `${date} ${MONTHS[month - 1]} ${year}`;
}

/**
 * A span in words, as precise as it is: `11 Dec 2016`, `Mar 2016`, `2016`, `between 8 and 11 Dec 2016`.
 * @param {number} first inclusive, or UNKNOWN_DAY
 * @param {number} last inclusive, or UNKNOWN_DAY
 * @returns {string}
 */
export function wordsFromSpan(first, last) {
  if (first === UNKNOWN_DAY && last === UNKNOWN_DAY) return "undated";
  if (first === UNKNOWN_DAY) return `by ${wordsFromDay(last)}`;
  if (last === UNKNOWN_DAY) return `from ${wordsFromDay(first)} on`;
  if (first === last) return wordsFromDay(first);
  const a = partsOfDay(first);
  const b = partsOfDay(last);
  if (a.year === b.year && a.month === b.month) {
    return `between ${a.date} and ${b.date} ${MONTHS[a.month - 1]} ${a.year}`;
  }
  if (a.year === b.year && a.month === 1 && a.date === 1 && b.month === 12 && b.date === 31) {
    return `some day of ${a.year}`;
  }
  if (a.year === b.year) {
    return `between ${a.date} ${MONTHS[a.month - 1]} and ${b.date} ${MONTHS[b.month - 1]} ${a.year}`;
  }
  return `between ${wordsFromDay(first)} and ${wordsFromDay(last)}`;
}

/**
 * The day that a person typed: `2016-12-11`, `11 Dec 2016`, `Dec 11, 2016`, `11.12.2016`, `Dec 2016`, `2016`.
 * A month or a year alone means its first day.
 * @param {string} text
 * @returns {number | null} null where it cannot be understood
 */
export function dayFromTyped(text) {
  const words = text.trim().toLowerCase().replace(/,/g, " ").split(/[\s./-]+/).filter(Boolean);
  const named = words.findIndex((word) => /^[a-z]{3,}$/.test(word));
  if (named >= 0) {
    const month = MONTHS.findIndex((name) => words[named].startsWith(name.toLowerCase())) + 1;
    const numbers = words.filter((_, at) => at !== named).map(Number);
    const year = numbers.find((value) => value > 31);
    const date = numbers.find((value) => value >= 1 && value <= 31) ?? 1;
    return month && year ? dayFromParts(year, month, date) : null;
  }
  const numbers = words.map(Number);
  if (numbers.length === 0 || numbers.some((value) => !Number.isInteger(value))) return null;
  if (words[0].length === 4) return dayFromParts(numbers[0], numbers[1] ?? 1, numbers[2] ?? 1);
  if (numbers.length === 3 && words[2].length === 4) return dayFromParts(numbers[2], numbers[1], numbers[0]);
  if (numbers.length === 2 && words[1].length === 4) return dayFromParts(numbers[1], numbers[0], 1);
  return null;
}

/**
 * The same day of the month some months on, or the month's last day where it is shorter.
 * @param {number} day @param {number} months may be negative
 * @returns {number}
 */
export function addMonths(day, months) {
  const { year, month, date } = partsOfDay(day);
  const target = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(target / 12);
  const targetMonth = (target % 12 + 12) % 12;
  const length = new Date(Date.UTC(targetYear, targetMonth + 1, 0)).getUTCDate();
  return /** @type {number} */ (dayFromParts(targetYear, targetMonth + 1, Math.min(date, length)));
}

/**
 * An age in words: `today`, `1 day old`, `258 days old`, `3 years old`.
 * @param {number} days
 * @returns {string}
 */
export function wordsFromAge(days) {
  if (days <= 0) return "today";
  if (days < 730) return days === 1 ? "1 day old" : `${days} days old`;
  return `${Math.floor(days / 365.25)} years old`;
}

/**
 * The marks of a time axis that fit: years, months or days, a few dozen at most.
 * @param {number} first @param {number} last @param {number} width in CSS pixels
 * @returns {{day: number, label: string, major: boolean}[]}
 */
export function axisTicks(first, last, width) {
  const daysApart = ((last - first + 1) / Math.max(width, 1)) * LEAST_TICK_PX;
  const ticks = [];
  const start = partsOfDay(first);
  const end = partsOfDay(last);
  if (daysApart > 160) {
    const step = [1, 2, 5, 10, 20, 50, 100].find((years) => years * 365 >= daysApart) ?? 200;
    for (let year = Math.ceil(start.year / step) * step; year <= end.year + 1; year += step) {
      ticks.push({ day: /** @type {number} */ (dayFromParts(year, 1, 1)), label: String(year), major: true });
    }
  } else if (daysApart > 10) {
    const step = [1, 2, 3, 6].find((months) => months * 30 >= daysApart) ?? 6;
    for (let month = Math.floor((start.month - 1) / step) * step, year = start.year; year <= end.year;) {
      const label = month === 0 ? String(year) : MONTHS[month];
      ticks.push({ day: /** @type {number} */ (dayFromParts(year, month + 1, 1)), label, major: month === 0 });
      month += step;
      if (month > 11) [month, year] = [month - 12, year + 1];
    }
  } else {
    const step = [1, 2, 5, 7, 10].find((days) => days >= daysApart) ?? 10;
    for (let day = Math.ceil(first / step) * step; day <= last; day += step) {
      const { date, month, year } = partsOfDay(day);
      const major = date <= step;
      ticks.push({ day, label: major ? `${date} ${MONTHS[month - 1]} ${year}` : String(date), major });
    }
  }
  return ticks.filter((tick) => tick.day >= first && tick.day <= last);
}
