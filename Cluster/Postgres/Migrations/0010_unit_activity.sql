-- What a unit's work is doing, as fields with numbers instead of a sentence: {"scope", "stage", "epoch": {…}, "trial": {…}}.
alter table units drop column detail;
alter table units add column activity jsonb;
