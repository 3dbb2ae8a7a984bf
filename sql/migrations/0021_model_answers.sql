-- What a language model answered about a kept page, and how often one may be asked.

alter table micro_scrape.settings
  -- Questions in 24 hours, over all daemons; 0 asks none.
  add column model_calls_per_day integer not null default 1000 check (model_calls_per_day >= 0),
  -- Of them, about pages of one host.
  add column model_calls_per_host_per_day integer not null default 200 check (model_calls_per_host_per_day >= 0);

-- One question a version of a page and model. Kept so that newer rules judge the same answer again without a question.
create table micro_scrape.model_answers (
  vehicle_id uuid not null,
  -- The hash of the kept page.
  page_key text not null,
  model text not null,
  -- The hash of the text that was shown: the same text under another page is no other version.
  text_key text not null,
  extractor_version integer not null,
  host text not null,
  asked_at timestamptz not null default clock_timestamp(),
  -- What the model claims, as it was said; null while it is asked, and when it failed.
  answer jsonb,
  -- Why there is no answer, in words.
  error text,
  primary key (vehicle_id, page_key, model)
);
create index model_answers_asked_idx on micro_scrape.model_answers (asked_at, host);
