import { type Proof, type ShownPage, showPage } from './show-page.ts';

/** A page with the words to be marked in it. */
export interface PageJob {
  readonly html: Uint8Array;
  readonly proof: Proof | undefined;
}

export default function show({ html, proof }: PageJob): ShownPage {
  return showPage(new TextDecoder().decode(html), proof);
}
