/**
 * Where the line of characters runs in the picture of a plate.
 * Invariant: pure geometry on grey pixels; ink may be dark or light, and nothing here knows a character.
 */

/** One byte a pixel, row by row. */
export interface GreyPixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export interface TextLine {
  /** How far the line falls to the right, in degrees; rising lines are negative. */
  readonly degrees: number;
  /** Of the characters, in pixels, once the picture is turned back. */
  readonly height: number;
  /** Of the line's middle at the picture's middle column, in pixels. */
  readonly centre: number;
}

/** Plates held by hand are seldom turned further, and steeper lines of a plate would leave the picture. */
const STEEPEST = 12;
const STEP = 0.5;
/** Of the way from the empty rows to the fullest, for a row that belongs to the line. */
const FULL = 0.4;

/**
 * The line with the most strokes across it. Strokes are told by the change from a pixel to the one two to the right, so
 * shading and polarity do not matter; the angle is the one at which they gather in the fewest rows.
 * @returns undefined for a picture without any strokes
 */
export function findTextLine(grey: GreyPixels): TextLine | undefined {
  const strokes = strokesOf(grey);
  let best: { degrees: number; rows: Float64Array; gathered: number } | undefined;
  for (let degrees = -STEEPEST; degrees <= STEEPEST; degrees += STEP) {
    const rows = gather(strokes, grey, degrees);
    const gathered = rows.reduce((sum, row) => sum + row * row, 0);
    if (gathered > (best?.gathered ?? 0)) best = { degrees, rows, gathered };
  }
  if (best === undefined) return undefined;
  const { rows, degrees } = best;
  const fullest = rows.reduce((most, row) => Math.max(most, row), 0);
  const empty = rows.toSorted()[Math.floor(rows.length / 5)] ?? 0;
  const isFull = (row: number) => (rows[row] ?? 0) > empty + (fullest - empty) * FULL;
  const peak = rows.indexOf(fullest);
  let top = peak;
  let bottom = peak;
  while (isFull(top - 1)) top--;
  while (isFull(bottom + 1)) bottom++;
  const upright = Math.cos(radians(degrees));
  return { degrees, height: (bottom - top + 1) * upright, centre: (top + bottom + 1) / 2 };
}

function strokesOf({ data, width, height }: GreyPixels): Float64Array {
  const strokes = new Float64Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      // Squared, so that grain, which is everywhere, weighs less than strokes.
      strokes[at] = ((data[at + 1] ?? 0) - (data[at - 1] ?? 0)) ** 2;
    }
  }
  return strokes;
}

/** Sums along lines of one slope, by the row in which they cross the middle column. */
function gather(strokes: Float64Array, { width, height }: GreyPixels, degrees: number): Float64Array {
  const slope = Math.tan(radians(degrees));
  const rows = new Float64Array(height);
  for (let x = 0; x < width; x++) {
    const fall = Math.round((x - width / 2) * slope);
    const end = Math.min(height, height + fall);
    for (let y = Math.max(0, fall); y < end; y++) {
      rows[y - fall] = (rows[y - fall] ?? 0) + (strokes[y * width + x] ?? 0);
    }
  }
  return rows;
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
