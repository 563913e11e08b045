-- Which images hold what is found of images themselves, a page at a time.
drop index image_finding_by_vulnerability;
create index image_finding_by_vulnerability on image_finding (vulnerability, image_id);
