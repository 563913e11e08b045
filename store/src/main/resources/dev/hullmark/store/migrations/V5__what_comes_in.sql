-- Where what is known of an image came from: 'registry' when the server read it itself, 'upload', 'agent', or '' before
-- it was read.
alter table image add column source text not null default '';
update image set source = 'registry' where inventory is not null;

-- By which engines know it: the digest of its configuration, or ''.
alter table image add column config_digest text not null default '';
create index image_by_config on image (config_digest);

-- Who looked when it was read ("dpkg=3,npm"; a version where something was found), or '' when nobody noted it; and why
-- they would find something else today, or ''.
alter table image add column catalogers text not null default '';
alter table image add column stale text not null default '';
create index image_by_catalogers on image (catalogers);

-- When it was first known what it holds.
alter table image add column known_since bigint;
update image set known_since = scanned_at;

-- Where an image's own finding lies: its layer counted from 0, or -1.
alter table image_finding add column path text not null default '';
alter table image_finding add column layer integer not null default -1;
alter table image_finding add column remediation text not null default '';
create index image_finding_by_vulnerability on image_finding (vulnerability);

-- A machine that runs containers, as its agent tells.
create table host (
    id ${id},
    name text not null unique,
    engine text not null,
    gaps text not null,
    every bigint not null,
    first_seen bigint not null,
    last_seen bigint not null
);

-- What ran there when the agent told last; and the digests by which its image may be known: the configuration's, and
-- those it has in registries.
create table container (
    host_id bigint not null references host (id),
    container_id text not null,
    name text not null,
    image text not null,
    started_at bigint,
    labels text not null,
    since bigint not null,
    primary key (host_id, container_id)
);
create table container_digest (
    host_id bigint not null,
    container_id text not null,
    digest text not null,
    primary key (host_id, container_id, digest),
    foreign key (host_id, container_id) references container (host_id, container_id) on delete cascade
);
create index container_by_digest on container_digest (digest);
create table container_finding (
    host_id bigint not null,
    container_id text not null,
    key text not null,
    vulnerability text not null,
    kind text not null,
    severity text not null,
    title text not null,
    remediation text not null,
    first_seen bigint not null,
    primary key (host_id, container_id, key),
    foreign key (host_id, container_id) references container (host_id, container_id) on delete cascade
);
