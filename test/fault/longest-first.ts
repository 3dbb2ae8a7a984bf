import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** By the minutes they take in full: what is begun last should not be what all wait for. */
const LONGEST = ['storm', 'write-points', 'takeover', 'half-open', 'outage', 'shutdown'];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const found = LONGEST.indexOf(path.basename(moduleId, '.test.ts'));
      return found === -1 ? LONGEST.length : found;
    };
    return files.toSorted((a, b) => place(a) - place(b));
  }
}
