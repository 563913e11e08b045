-- The advisories that all nodes judge by, as the index file of whoever had them last. Each generation follows one other:
-- of two nodes that put one at once, one is told to take the other's first.
create table advisories (
    generation bigint primary key,
    state text not null,
    at bigint not null
);
create table advisories_part (
    generation bigint not null references advisories (generation) on delete cascade,
    part integer not null,
    body ${bytes} not null,
    primary key (generation, part)
);
