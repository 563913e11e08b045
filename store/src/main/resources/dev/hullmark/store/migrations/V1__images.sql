-- ${id} and ${bytes} differ between SQLite and PostgreSQL; all else is the same. Times are milliseconds since 1970.

-- One image by its digest, however many names it has.
create table image (
    id ${id},
    digest text not null unique,
    name text not null,
    status text not null,
    reason text not null,
    inventory ${bytes},
    packages integer not null,
    critical integer not null,
    high integer not null,
    medium integer not null,
    low integer not null,
    negligible integer not null,
    unknown integer not null,
    exploited integer not null,
    scanned_at bigint,
    judged_at bigint
);

-- What a name stands for now, and what it stood for before: one image for each platform. An image that was named by its
-- digest alone has that for a tag.
create table tag (
    id ${id},
    name text not null,
    repository text not null,
    tag text not null,
    platform text not null,
    image_id bigint not null references image (id),
    since bigint not null,
    until bigint
);
create unique index tag_now on tag (repository, tag, platform) where until is null;
create index tag_by_name on tag (name, id) where until is null;
create index tag_of_image on tag (image_id);

-- A package as images hold it, once; with its distribution, by whose advisories it is judged.
create table package (
    id ${id},
    hash text not null unique,
    distribution text not null,
    body text not null
);

-- The packages that one layer brought, shared by all images with the same.
create table package_set (
    id ${id},
    hash text not null unique
);
create table set_package (
    set_id bigint not null references package_set (id),
    package_id bigint not null references package (id),
    primary key (set_id, package_id)
);
create index sets_of_package on set_package (package_id);
create table image_set (
    image_id bigint not null references image (id),
    set_id bigint not null references package_set (id),
    primary key (image_id, set_id)
);
create index images_of_set on image_set (set_id);

-- What packages are looked up by in the advisories, and what the answer was when they were judged.
create table lookup (
    id ${id},
    ecosystem text not null,
    name text not null,
    fingerprint bigint not null,
    unique (ecosystem, name)
);
create table package_lookup (
    package_id bigint not null references package (id),
    lookup_id bigint not null references lookup (id),
    primary key (package_id, lookup_id)
);
create index packages_of_lookup on package_lookup (lookup_id);

-- What is found of a package, and so in every image that holds it; gone_at when it is found no more.
create table package_finding (
    package_id bigint not null references package (id),
    key text not null,
    vulnerability text not null,
    kind text not null,
    severity text not null,
    exploited integer not null,
    fixed_in text not null,
    source text not null,
    title text not null,
    purl text not null,
    first_seen bigint not null,
    gone_at bigint,
    cause text not null,
    primary key (package_id, key)
);
create index package_finding_by_vulnerability on package_finding (vulnerability);
create index package_finding_by_key on package_finding (key);

-- What is found of an image itself: secrets, privileges, settings.
create table image_finding (
    image_id bigint not null references image (id),
    key text not null,
    vulnerability text not null,
    kind text not null,
    severity text not null,
    title text not null,
    first_seen bigint not null,
    gone_at bigint,
    cause text not null,
    primary key (image_id, key)
);

-- What happened, written with what it is about; senders read it in order.
create table event (
    id ${id},
    at bigint not null,
    type text not null,
    image_id bigint references image (id),
    finding text not null,
    vulnerability text not null,
    severity text not null,
    change text not null,
    was text not null,
    cause text not null,
    judgement bigint
);
create index event_of_image on event (image_id, id);

-- Every time that all or some was judged again; changes is -1 until it is done.
create table judgement (
    id ${id},
    at bigint not null,
    kind text not null,
    feeds_digest text not null,
    packages integer not null,
    changes integer not null
);

-- Work that must not be lost. A running one whose lease ran out is anybody's.
create table job (
    id ${id},
    kind text not null,
    subject text not null,
    priority integer not null,
    state text not null,
    attempts integer not null,
    not_before bigint not null,
    lease_until bigint not null,
    owner text not null,
    reason text not null,
    created_at bigint not null,
    changed_at bigint not null
);
create unique index job_once on job (kind, subject) where state in ('queued', 'running');
create index job_next on job (state, priority, not_before, id);

-- Who may ask the server, by the SHA-256 of what they show.
create table token (
    hash text primary key,
    name text not null,
    role text not null,
    created_at bigint not null,
    expires_at bigint
);

-- One-line facts of the whole store.
create table setting (
    name text primary key,
    value text not null
);
