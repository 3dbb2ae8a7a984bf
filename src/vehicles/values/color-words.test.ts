import { describe, expect, it } from 'vitest';
import { namesColor } from './wording.ts';

describe('a word of a color', () => {
  it.each(
    'PLATEADO|gris clair|metál bordó|e zezë|сірий металік|vàng cát|ابيض لؤلؤي|سفید|כסוף|मोती सफेद|パールホワイト|白色|쥐색|สีขาว|Dökkgrár|blau marí|Sort metal|Almond Green|bílá|tamsiai žalia|lacivert'.split(
      '|',
    ),
  )('is known: %s', (text) => expect(namesColor(text)).toBe(true));

  it.each(
    'must see|Berlina|Reduced|Garantie|vertical|Silverado|Limousine|Rotor|Gulf|Brunei|plataforma|sinistre|Witness|Albania|Goldberg'.split(
      '|',
    ),
  )('is none: %s', (text) => expect(namesColor(text)).toBe(false));
});
