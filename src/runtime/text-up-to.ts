/** A schema for texts; apart from text.ts, which processes load that would need 8 MB for zod alone. */
import { z } from 'zod';
import { cleanText, cut } from './text.ts';

/** Text from outside, of at most so many characters. */
export const textUpTo = (most: number) =>
  z
    .string()
    .transform(cleanText)
    .refine((text) => cut(text, most) === text, `is longer than ${most} characters`);
