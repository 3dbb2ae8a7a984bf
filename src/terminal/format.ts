/** Figures as people say them, without I/O. */

/** Seconds as `0.4 s`, `12 s`, `4 min`, `2 h 5 min`, `3 days 4 h`: two units at the most, never more precise than known. */
export function duration(seconds: number): string {
  const s = Math.max(0, seconds);
  if (s < 9.95) {
    return `${s.toFixed(1)} s`;
  }
  if (s < 99.5) {
    return `${Math.round(s)} s`;
  }
  const minutes = Math.round(s / 60);
  if (minutes < 60) {
    return `${minutes} min`;
  }
  const hours = Math.floor(minutes / 60);
  if (hours < 24) {
    return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  }
  const days = Math.floor(hours / 24);
  return `${days} ${days === 1 ? 'day' : 'days'}${hours % 24 === 0 ? '' : ` ${hours % 24} h`}`;
}

/** `in 4 min` or `now`, seen from `now`. */
export function untilThen(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  return seconds <= 0 ? 'now' : `in ${duration(seconds)}`;
}

/** `4 min ago`. */
export function since(at: Date, now: Date): string {
  return `${duration((now.getTime() - at.getTime()) / 1000)} ago`;
}

export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;
}

/** What a person calls a vehicle. */
export function nameOf(vehicle: {
  readonly year: string | number | null;
  readonly make: string | null;
  readonly model: string | null;
  readonly discovery_url: string | null;
}): string {
  const { year, make, model } = vehicle;
  const name =
    make === null ? (vehicle.discovery_url ?? '(no address)') : [year, make, model].filter(Boolean).join(' ');
  return name.replace(/\s+/g, ' ').trim();
}

/** On one line, at most `length` characters, cut between two words where one ends in the second half. */
export function shortened(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= length) {
    return line;
  }
  const cut = line.slice(0, length - 3);
  const blank = line[cut.length] === ' ' ? cut.length : cut.lastIndexOf(' ');
  return `${blank > length / 2 ? `${cut.slice(0, blank)} ` : cut.replace(/[\uD800-\uDBFF]$/, '')}...`;
}
