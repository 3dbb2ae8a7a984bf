/** A catalogue as people have it, as the columns of CREATE TABLE: in another order than ours and of other types. */

export const VEHICLES = `
  updated_at timestamp not null default now(),
  created_at timestamp not null default now(),
  owner_note text default 'none',
  origin_metadata jsonb,
  discovery_url varchar(2000),
  description varchar,
  transmission varchar(40) default null,
  engine varchar(200),
  color varchar(60),
  mileage bigint,
  sale_price double precision,
  vin character varying(17),
  model text,
  make text,
  year smallint,
  status text default 'active',
  id uuid not null default gen_random_uuid() primary key`;

export const IMAGES = `
  position smallint,
  image_url varchar(2000) not null,
  caption text,
  vehicle_id uuid not null,
  file_size integer,
  id bigserial primary key`;
