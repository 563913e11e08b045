-- Why an image violates a policy, as the last look said; asked about once more to be known of those that do already.
alter table violation add column why text not null default '';
insert into policy_due (image_id, marked) select distinct image_id, 1 from violation where true
    on conflict (image_id) do update set marked = policy_due.marked + 1;
