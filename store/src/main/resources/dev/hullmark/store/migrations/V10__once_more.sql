-- What was asked for while it was being done, and is to be done once more when that is over.
alter table job add column once_more integer not null default 0;
