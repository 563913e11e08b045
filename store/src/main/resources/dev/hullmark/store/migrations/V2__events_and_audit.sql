-- ${tx} is PostgreSQL's transaction id of who wrote the row: events become visible when they are committed, not in the
-- order of their ids, and a reader stops before the oldest transaction that is still open.
alter table event add column tx ${tx};
create index event_by_type on event (type, id);

-- Who did what.
create table audit (
    id ${id},
    at bigint not null,
    who text not null,
    action text not null,
    subject text not null,
    detail text not null
);
