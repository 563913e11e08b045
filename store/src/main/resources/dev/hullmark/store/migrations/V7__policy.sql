-- Somebody's decision that a finding does not count; kept when it has ended.
create table waiver (
    id ${id},
    vulnerability text not null,
    package text not null,
    level text not null,
    target text not null,
    decision text not null,
    justification text not null,
    reason text not null,
    author text not null,
    created_at bigint not null,
    -- The last day it holds (2027-01-31), or ''.
    expires text not null,
    ended_at bigint,
    ended_by text not null,
    ended text not null
);
create index waiver_in_force on waiver (vulnerability) where ended_at is null;

-- Which open findings of which images waivers in force hide: kept with every change of either, so that counts need not ask.
create table waived (
    image_id bigint not null,
    key text not null,
    waiver_id bigint not null,
    primary key (image_id, key, waiver_id)
) ${rows_by_key};
create index waived_by_key on waived (key);
create index waived_by_waiver on waived (waiver_id);
create index package_finding_by_source on package_finding (source);

-- The layers of an image: diff_id is of what is in it, unpacked.
create table image_layer (
    image_id bigint not null,
    position integer not null,
    diff_id text not null,
    primary key (image_id, position)
) ${rows_by_key};
create index images_of_layer on image_layer (diff_id);

-- The images of an index, by its digest: a cluster asks for that.
create table image_index (
    digest text not null,
    image_id bigint not null references image (id),
    primary key (digest, image_id)
) ${rows_by_key};

create index indexes_of_image on image_index (image_id);

-- What an image must be to run or to be promoted: JSON, which the server reads.
create table policy (
    name text primary key,
    body text not null,
    changed_by text not null,
    changed_at bigint not null
);
create table promotion_rule (
    name text primary key,
    body text not null,
    changed_by text not null,
    changed_at bigint not null
);

-- Images whose verdict or names changed since policies were asked; marked counts how often.
create table policy_due (
    image_id bigint primary key,
    marked bigint not null
);
create table violation (
    policy text not null,
    image_id bigint not null references image (id),
    since bigint not null,
    primary key (policy, image_id)
);

-- What became of an image under a promotion rule: the last word for each source, digest and target.
create table promotion_result (
    id ${id},
    rule text not null,
    source text not null,
    digest text not null,
    target text not null,
    outcome text not null,
    reasons text not null,
    at bigint not null,
    unique (rule, source, digest, target)
);
create index promotion_by_target on promotion_result (target, digest);
insert into policy_due (image_id, marked) select id, 1 from image;
