-- What pages list images by. How many findings of an image have a fix is counted with the rest.
alter table image add column fixable integer not null default 0;
update image set fixable = (
    select count(distinct f.key)
    from image_set i
        join set_package s on s.set_id = i.set_id
        join package_finding f on f.package_id = s.package_id
    where i.image_id = image.id and f.gone_at is null and f.fixed_in <> ''
);
create index tag_of_image_now on tag (image_id, id) where until is null;
create index image_by_severity on image (critical, high, medium, low, id);
create index image_by_scan on image (coalesce(scanned_at, 0), id);
create index image_by_status on image (status);
create index image_exploited on image (exploited) where exploited > 0;
create index image_set_by_set on image_set (set_id, image_id);
drop index images_of_set;
create index tag_ever on tag (repository, tag, platform);

-- How many images hold each thing that is found, counted now and then: at each page it would take too long.
-- rank is the severity's, 0 for critical.
create table spread (
    vulnerability text primary key,
    kind text not null,
    rank integer not null,
    exploited integer not null,
    fixable integer not null,
    title text not null,
    packages integer not null,
    images integer not null,
    first_seen bigint not null
);
create index spread_by_severity on spread (rank, images desc, vulnerability);
create index spread_by_images on spread (images desc, rank, vulnerability);

-- What was open at the end of each day, or by now today: the sums over all images that have a name.
create table trend (
    day text primary key,
    at bigint not null,
    images integer not null,
    affected integer not null,
    critical integer not null,
    high integer not null,
    medium integer not null,
    low integer not null,
    negligible integer not null,
    unknown integer not null,
    exploited integer not null,
    fixable integer not null
);
