-- ${tx} is PostgreSQL's transaction id of who wrote the row: events become visible when they are committed, not in the
-- order of their ids, and a reader stops before the oldest transaction that is still open.
alter table event add column tx ${tx};
alter table event add column images integer not null default 1;
create index event_by_type on event (type, id);
create index event_by_finding on event (finding, id);

-- The images of an event that concerns many at once; event.image_id is null then. A popular package's advisory writes one
-- row in event and a short one here for each image, in the order of the key. No references: they would be looked up for
-- each of a million rows.
create table event_image (
    event_id bigint not null,
    image_id bigint not null,
    primary key (event_id, image_id)
) ${rows_by_key};

-- What happened, for each image it happened to: exactly one row for each image, finding and change.
create view image_event as
    select e.id, e.at, e.type, x.image_id, e.finding, e.vulnerability, e.severity, e.change, e.was, e.cause, e.judgement
    from event e join event_image x on x.event_id = e.id
    union all
    select e.id, e.at, e.type, e.image_id, e.finding, e.vulnerability, e.severity, e.change, e.was, e.cause, e.judgement
    from event e where e.image_id is not null;

-- Who did what.
create table audit (
    id ${id},
    at bigint not null,
    who text not null,
    action text not null,
    subject text not null,
    detail text not null
);
