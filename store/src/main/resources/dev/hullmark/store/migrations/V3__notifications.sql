-- Whom to tell, of what, and up to where that was done: events are read in the order of (tx, id).
create table channel (
    id ${id},
    name text not null unique,
    kind text not null,
    settings text not null,
    least text not null,
    repositories text not null,
    types text not null,
    changes text not null,
    period bigint not null,
    enabled integer not null,
    position_tx bigint not null,
    position_id bigint not null,
    due_at bigint not null,
    created_at bigint not null
);

-- A message on its way, put together once; key is its name for receivers.
create table delivery (
    id ${id},
    key text not null unique,
    channel_id bigint not null references channel (id),
    event text not null,
    title text not null,
    body text not null,
    state text not null,
    attempts integer not null,
    reason text not null,
    created_at bigint not null,
    changed_at bigint not null
);
create index delivery_of_channel on delivery (channel_id, id);
create index delivery_by_state on delivery (state, changed_at);

create index event_in_order on event (tx, id);
