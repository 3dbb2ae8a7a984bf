/** The sample site for a daemon of a test. */
import { siteHosts } from '../../examples/demo/site/listing.ts';
import { SAMPLE_LISTINGS } from '../../examples/demo/site/listings.ts';
import { startSampleSite } from '../../examples/demo/site/sample-site.ts';

interface Samples {
  urlOf(slug: string): string;
  /** With it a daemon may read the site. */
  readonly env: Readonly<Record<string, string>>;
}

export async function withSamples(work: (samples: Samples) => Promise<void>): Promise<void> {
  const site = await startSampleSite();
  try {
    await work({
      urlOf: (slug) => `${site.origin}${SAMPLE_LISTINGS.find((each) => each.slug === slug)?.path}`,
      env: { FETCH_ALLOW_PRIVATE: siteHosts(site.origin).join(',') },
    });
  } finally {
    await site.close();
  }
}
