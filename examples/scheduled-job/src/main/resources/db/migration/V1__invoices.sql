-- The highest term that has written to a resource. A lower one is refused.
create table fence (
  resource varchar(100) primary key,
  term     bigint not null
);
insert into fence (resource, term) values ('invoices', 0);

-- Numbered without a gap, which is why one replica alone may issue them.
create table invoice (
  number    bigint primary key,
  term      bigint not null,
  node      integer not null,
  issued_at timestamp(9) with time zone not null
);

-- Who did what when, by the one clock that all replicas share. A run without an end never came to it.
create table job_run (
  id             bigint generated always as identity primary key,
  node           integer not null,
  term           bigint not null,
  begun_at       timestamp(9) with time zone not null,
  ended_at       timestamp(9) with time zone,
  outcome        varchar(10), -- issued, refused, failed
  led_to_the_end boolean
);
