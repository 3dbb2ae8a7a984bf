/**
 * An OpenAI-compatible endpoint on 127.0.0.1 that says of a page what the test tells it to.
 * Invariant: only questions about a page are answered so; the wording of a description is refused.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

/** What is sent for the text of an answer, or the way in which there is none. */
export type Said =
  | { readonly text: string; readonly finish?: string }
  | { readonly fails: number | 'hang' | 'broken' | 'endless' };

export interface ModelEndpoint {
  readonly env: Readonly<Record<'LLM_BASE_URL' | 'LLM_MODEL' | 'LLM_API_KEY', string>>;
  /** Questions about pages, as they came. */
  readonly asked: { readonly messages: readonly { role: string; content: string }[]; readonly tools?: unknown }[];
  close(): Promise<void>;
}

/** `say`: from what the model was shown. */
export async function startModelEndpoint(say: (shown: string) => Said): Promise<ModelEndpoint> {
  const asked: ModelEndpoint['asked'] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => {
      const question = JSON.parse(body);
      const shown: string = question.messages.at(-1).content;
      const isPage = shown.includes('<page>');
      if (isPage) asked.push(question);
      const said: Said = isPage ? say(shown) : { fails: 503 };
      if ('fails' in said && said.fails === 'hang') return;
      const status = 'fails' in said && typeof said.fails === 'number' ? said.fails : 200;
      response.writeHead(status, { 'content-type': 'application/json' });
      if ('fails' in said && said.fails === 'endless') {
        // Ends with the connection, or after 200 MB.
        Readable.from(Array.from({ length: 2_000 }, () => ' '.repeat(100_000))).pipe(response);
        return;
      }
      if ('fails' in said) {
        response.end('{"choices": [');
        return;
      }
      const message = { role: 'assistant', content: said.text };
      response.end(
        JSON.stringify({
          ...{ id: '1', object: 'chat.completion', created: 0, model: 'test' },
          choices: [{ index: 0, message, finish_reason: said.finish ?? 'stop' }],
          usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    env: { LLM_BASE_URL: `http://127.0.0.1:${port}/v1`, LLM_MODEL: 'test-model', LLM_API_KEY: 'k' },
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
