-- When a channel was last changed: who changes it says what it was when they saw it.
alter table channel add column changed_at bigint not null default 0;
