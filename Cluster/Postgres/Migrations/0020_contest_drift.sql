-- How far the newest candles were from what each champion of the unit was trained on, when the unit contended.
alter table contests add column drift jsonb not null default '[]';
