/**
 * One question to a language model over any OpenAI-compatible endpoint, and its whole answer.
 * Invariant: the model has nothing it could act with; an answer that is late, larger than `MOST_BYTES`, or was cut short is none.
 */
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText } from 'ai';
import type { LanguageModelConfig } from '../../config.ts';
import { cut } from '../../runtime/text.ts';
import { messageOf } from '../../runtime/thrown.ts';

// It would print its remarks between our log lines.
Object.assign(globalThis, { AI_SDK_LOG_WARNINGS: false });

/** One answer, from the first byte sent to the last received; it is not asked twice. */
const DEADLINE_MS = 30_000;
/** Unpacked. The longest answer that is asked for is some 20 kB. */
const MOST_BYTES = 1_000_000;
const MAX_REASON = 200;

export interface LanguageModel {
  /** For evidence. */
  readonly name: string;
  /** Throws only the signal's reason on abort; `failed` says in words why there is no answer. */
  ask(
    question: { readonly system: string; readonly prompt: string; readonly maxOutputTokens: number },
    signal: AbortSignal,
  ): Promise<{ readonly text: string } | { readonly failed: string }>;
}

/** @param options.deadlineMs for one answer */
export function createLanguageModel(
  config: LanguageModelConfig,
  { deadlineMs = DEADLINE_MS }: { readonly deadlineMs?: number } = {},
): LanguageModel {
  const { baseUrl: baseURL, apiKey, name } = config;
  const model = createOpenAICompatible({ name: 'llm', baseURL, apiKey, fetch: fetchBounded }).chatModel(name);
  return {
    name,
    async ask(question, signal) {
      signal.throwIfAborted();
      const deadline = AbortSignal.timeout(deadlineMs);
      const abortSignal = AbortSignal.any([signal, deadline]);
      try {
        const { text, finishReason } = await generateText({
          ...question,
          model,
          temperature: 0,
          maxRetries: 0,
          abortSignal,
        });
        // A text that ran into the limit of its length comes back as if it were whole.
        return finishReason === 'stop' ? { text } : { failed: `the model did not finish (${finishReason})` };
      } catch (error) {
        signal.throwIfAborted();
        const reason = deadline.aborted ? `no answer within ${deadlineMs / 1_000} s` : messageOf(error);
        return { failed: `the model failed: ${cut(reason, MAX_REASON)}` };
      }
    },
  };
}

/** Read here, so that an answer without end takes no more memory than its limit. */
async function fetchBounded(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const { body, status, headers } = await fetch(input, init);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.length;
    if (size > MOST_BYTES) throw new Error(`its answer is larger than ${MOST_BYTES / 1_000} kB`);
    parts.push(part);
  }
  return new Response(Buffer.concat(parts), { status, headers });
}
