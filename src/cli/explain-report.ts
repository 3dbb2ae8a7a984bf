/** What `explain` shows to people. */
import { titleOf, type VehicleStory } from '../database/statements/vehicle-story.ts';
import { counted, duration, shortened, since } from '../terminal/format.ts';
import { heading, print, printFields, printSection, styled } from '../terminal/output.ts';

export function showStory(story: VehicleStory, next: string, now: Date): void {
  const { vehicle, state } = story;
  print(styled('bold', titleOf(story)));
  const outcome = coloured(state?.outcome ?? 'unseen');
  printFields([
    ['id', vehicle.id],
    ['address', vehicle.discovery_url ?? 'none'],
    ['score', `${vehicle.score} of 100 (complete from ${vehicle.threshold}, with year, make and model)`],
    ['outcome', state?.reason == null ? outcome : `${outcome}: ${state.reason}`],
    ...(state !== undefined && state.attempts > 0
      ? [['attempts', `${state.attempts} of ${state.max_attempts} failed`] as const]
      : []),
    ...(state?.last_error == null ? [] : [['error', shortened(state.last_error, 300)] as const]),
    ['next', next],
  ]);
  showScore(story);
  showEvidence(story, now);
  showProposals(story);
  showRejections(story, now);
  showActions(story, now);
  if (story.page !== undefined) {
    heading('Kept page');
    print(`  ${story.page.url}`);
    const how =
      story.page.rendered === null ? 'read' : `filled by its scripts in the browser (${story.page.rendered}), read`;
    print(`  ${how} ${since(story.page.fetched_at, now)}, judged ${story.page.kind}: ${story.page.kind_reason}`);
  }
}

function coloured(outcome: string): string {
  const colour = outcome === 'complete' ? 'green' : outcome === 'invalid' || outcome === 'blocked' ? 'red' : 'yellow';
  return styled(colour, outcome);
}

function showScore({ vehicle }: VehicleStory): void {
  printSection(
    'Score',
    ['part', 'points', 'value'],
    vehicle.parts.map(({ part, weight }) => {
      const isImages = part === 'images_downloaded';
      const gap = vehicle.gaps.find((name) => name === part || (isImages && name === 'images_extracted'));
      const value = isImages ? counted(vehicle.image_count, 'photograph') : shownValue(vehicle.values, part);
      return [
        isImages ? 'images' : part,
        `${gap === undefined ? weight : 0} of ${weight}`,
        gap === undefined ? shortened(value, 100) : missing(gap),
      ];
    }),
  );
}

function missing(gap: string): string {
  const words: Readonly<Record<string, string>> = {
    images_downloaded: 'addresses are known, none is downloaded',
    images_extracted: 'no address of a photograph is known',
  };
  return words[gap] ?? 'missing';
}

function shownValue(values: Readonly<Record<string, unknown>>, part: string): string {
  const value = part === 'price' ? (values.sale_price ?? values.asking_price) : values[part];
  const unit = part === 'price' && values.currency != null ? ` ${values.currency}` : '';
  return `${String(value ?? '').replace(/\s+/g, ' ')}${unit}`;
}

/** The latest evidence of each field; a value that is another now was changed by somebody else since. */
function showEvidence({ vehicle, evidence }: VehicleStory, now: Date): void {
  const latest = evidence.filter((each, i) => evidence.findIndex((other) => other.field === each.field) === i);
  printSection(
    'Evidence',
    ['field', 'value', 'method', 'sure', 'when', 'where it stood'],
    latest.map((each) => {
      const current = vehicle.values[each.field];
      const changed =
        each.field in vehicle.values && String(current) !== each.value
          ? ` (now ${shortened(String(current ?? 'empty'), 30)})`
          : '';
      const page = each.page_value === null ? '' : ` (page: ${each.page_value})`;
      return [
        each.field,
        `${shortened(each.value, 40)}${page}${changed}`,
        each.method,
        each.confidence.toFixed(2),
        since(each.written_at, now),
        `"${shortened(each.snippet, 120)}"${each.source_url === null ? '' : ` ${each.source_url}`}${each.rendered ? ' (rendered page)' : ''}`,
      ];
    }),
  );
}

/** What the page says and the row does not. */
function showProposals({ vehicle, proposals }: VehicleStory): void {
  printSection(
    'Read and not written',
    ['field', 'the page says', 'the row says', 'why', 'sure', 'where it stood'],
    proposals.map((each) => [
      each.field,
      shortened(each.page_value ?? each.value, 40),
      shortened(String(vehicle.values[each.field] ?? ''), 40),
      each.why === 'differs' ? 'the row has another value' : 'not sure enough (npx micro-scrape accept writes it)',
      each.confidence.toFixed(2),
      `"${shortened(each.snippet, 120)}"`,
    ]),
  );
}

function showRejections({ rejections }: VehicleStory, now: Date): void {
  printSection(
    'Rejected, and never written again',
    ['field', 'value', 'how', 'when', 'note'],
    rejections.map((each) => [
      each.field,
      shortened(each.value, 60),
      each.kind === 'said' ? 'said to be wrong' : 'a person wrote another',
      since(each.at, now),
      shortened(each.note ?? '', 100),
    ]),
  );
}

function showActions({ actions }: VehicleStory, now: Date): void {
  printSection(
    'Actions, the latest first',
    ['when', 'action', 'took', 'filled', 'note'],
    actions.map((each) => [
      since(each.ended_at, now),
      each.action,
      duration(each.runtime_ms / 1000),
      each.succeeded ? each.filled.join(', ') : 'nothing',
      shortened(each.note ?? '', 300),
    ]),
  );
}
