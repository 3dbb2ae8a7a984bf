/**
 * What a model finds on the page where the rules found nothing: the last layer.
 * Invariant: asked at most once a version of the page, within the budget of all daemons; its answer is kept and judged
 * anew by whatever rules there are; what goes wrong here is a note and costs the vehicle nothing.
 */
import { createHash } from 'node:crypto';
import { findAnswer, keepAnswer, type Question, reserveQuestion } from '../../database/statements/model-answers.ts';
import { missingFacts } from '../../extraction/model/missing-facts.ts';
import type { Quoted } from '../../extraction/model/quoted.ts';
import { EXTRACTOR_VERSION, type Fact, type SentPage } from '../../extraction/reading.ts';
import { PermanentError, RetryError } from '../../runtime/errors.ts';
import { cut } from '../../runtime/text.ts';
import { FIELDS, type Field } from '../../vehicles/fields.ts';
import { ChangedMeanwhileError, save } from '../commit.ts';
import { readKeptPage } from '../kept-page.ts';
import type { PageOfVehicle, Work } from '../work.ts';
import { claimsIn } from './model-claims.ts';

interface FromModel {
  readonly facts: readonly Fact[];
  /** For people; empty when there was nothing to ask. */
  readonly notes: readonly string[];
}

const NOTHING: FromModel = { facts: [], notes: [] };
const MAX_NOTES = 4;

/** `page`: what the rules have read and, as far as it goes, written. */
export async function factsFromModel(work: Work, page: PageOfVehicle): Promise<FromModel> {
  const { pageModel, blobs, reader } = work.services;
  if (pageModel === undefined) {
    return NOTHING;
  }
  const missing = missingFacts(page.reading, work.row);
  if (missing.length === 0) {
    return NOTHING;
  }
  const { pageKey } = work;
  const html = pageKey && (await readKeptPage(blobs, pageKey));
  if (pageKey === undefined || html === undefined) {
    return NOTHING;
  }
  const input = { url: page.url, html };
  try {
    const text = await reader.readable(input, work.signal);
    if (text === '') {
      return NOTHING;
    }
    const question: Question = {
      vehicleId: work.row.id,
      pageKey,
      textKey: createHash('sha256').update(text).digest('hex'),
      model: pageModel.model,
      host: URL.parse(page.url)?.host ?? '',
      extractorVersion: EXTRACTOR_VERSION,
    };
    const answer = await answerTo(work, question, text, page);
    return typeof answer === 'string' ? { facts: [], notes: [answer] } : await proven(work, input, answer, missing);
  } catch (error) {
    work.signal.throwIfAborted();
    if (error instanceof ChangedMeanwhileError) {
      throw error;
    }
    // The page was read once in this run: what a second look cannot do is no reason to read it again.
    if (error instanceof RetryError || error instanceof PermanentError) {
      return { facts: [], notes: [`no model was asked: ${error.message}`] };
    }
    throw error;
  }
}

/** What the model claims, kept or new; else why there is nothing, in words. */
async function answerTo(
  work: Work,
  question: Question,
  text: string,
  { reading }: PageOfVehicle,
): Promise<readonly Quoted[] | string> {
  const { pageModel, pool } = work.services;
  const kept = claimsIn(await findAnswer(pool, question));
  if (kept !== undefined) {
    return kept;
  }
  if (pageModel?.ask === undefined) {
    return 'no answer of a model is kept for this page';
  }
  // The answer may take a minute: what the rules have found need not wait for it.
  await save(work);
  const why = await reserveQuestion(pool, question);
  if (why !== undefined) {
    return `no model was asked: ${why}`;
  }
  // All that the page itself leaves open: the answer is good for every later state of the row.
  const nobody = { ...work.row, ...EMPTY };
  const answer = await pageModel.ask(missingFacts(reading, nobody), text, work.signal);
  if ('failed' in answer) {
    await keepAnswer(pool, question, { error: answer.failed });
    return answer.failed;
  }
  await keepAnswer(pool, question, { answer: { facts: answer.answer } });
  return answer.answer;
}

const EMPTY = Object.fromEntries(FIELDS.map((field) => [field, null])) as Record<Field, null>;

async function proven(
  work: Work,
  input: SentPage,
  answer: readonly Quoted[],
  missing: readonly Quoted['field'][],
): Promise<FromModel> {
  const wanted = answer.filter(({ field }) => missing.includes(field));
  const { year, make, model, vin } = work.row;
  const known = { year, make, model, vin };
  const { facts, refused } = await work.services.reader.prove(input, wanted, known, work.signal);
  const notes = refused
    .slice(0, MAX_NOTES)
    .map(({ field, value, reason }) => `not believed of the model: ${field} ${cut(value, 60)} (${reason})`);
  return { facts, notes: facts.length + refused.length === 0 ? ['the model found nothing that is missing'] : notes };
}
