-- Optuna's own tables (schema version v3.2.0.a), in a schema of their own: Optuna opens them with ?options=-csearch_path%3Doptuna.
-- Names and types are as Optuna's models make them; what is ours is marked. A study goes with all that belongs to it.
create schema optuna;

create type optuna.studydirection as enum ('NOT_SET', 'MINIMIZE', 'MAXIMIZE');
create type optuna.trialstate as enum ('RUNNING', 'COMPLETE', 'PRUNED', 'FAIL', 'WAITING');
create type optuna.trialvaluetype as enum ('FINITE', 'INF_POS', 'INF_NEG');
create type optuna.trialintermediatevaluetype as enum ('FINITE', 'INF_POS', 'INF_NEG', 'NAN');

create table optuna.studies (
    study_id   serial primary key,
    study_name varchar(512) not null
);
create unique index ix_studies_study_name on optuna.studies (study_name);
create index studies_in_order on optuna.studies (study_name collate "C"); -- ours: finds the studies of a run

create table optuna.version_info (
    version_info_id integer primary key check (version_info_id = 1),
    schema_version  integer,
    library_version varchar(256)
);

create table optuna.study_directions (
    study_direction_id serial primary key,
    direction          optuna.studydirection not null,
    study_id           integer not null references optuna.studies on delete cascade,
    objective          integer not null,
    unique (study_id, objective)
);

create table optuna.study_user_attributes (
    study_user_attribute_id serial primary key,
    study_id                integer references optuna.studies on delete cascade,
    key                     varchar(512),
    value_json              text,
    unique (study_id, key)
);

create table optuna.study_system_attributes (
    study_system_attribute_id serial primary key,
    study_id                  integer references optuna.studies on delete cascade,
    key                       varchar(512),
    value_json                text,
    unique (study_id, key)
);

create sequence optuna.trial_changes; -- ours: counts changes of trials, so that a reader may ask for the latest only

create table optuna.trials (
    trial_id          serial primary key,
    number            integer,
    study_id          integer references optuna.studies on delete cascade,
    state             optuna.trialstate not null,
    datetime_start    timestamp,
    datetime_complete timestamp,
    change            bigint not null default nextval('optuna.trial_changes') -- ours
);
create index ix_trials_study_id on optuna.trials (study_id);
create unique index trials_in_order on optuna.trials (study_id, number); -- ours: pages of a study, and no number twice
alter table optuna.trials set (fillfactor = 70); -- a row changes a few times over

create table optuna.trial_user_attributes (
    trial_user_attribute_id serial primary key,
    trial_id                integer references optuna.trials on delete cascade,
    key                     varchar(512),
    value_json              text,
    unique (trial_id, key)
);

create table optuna.trial_system_attributes (
    trial_system_attribute_id serial primary key,
    trial_id                  integer references optuna.trials on delete cascade,
    key                       varchar(512),
    value_json                text,
    unique (trial_id, key)
);

create table optuna.trial_params (
    param_id          serial primary key,
    trial_id          integer references optuna.trials on delete cascade,
    param_name        varchar(512),
    param_value       double precision,
    distribution_json text,
    unique (trial_id, param_name)
);

create table optuna.trial_values (
    trial_value_id serial primary key,
    trial_id       integer not null references optuna.trials on delete cascade,
    objective      integer not null,
    value          double precision,
    value_type     optuna.trialvaluetype not null,
    unique (trial_id, objective)
);

create table optuna.trial_intermediate_values (
    trial_intermediate_value_id serial primary key,
    trial_id                    integer not null references optuna.trials on delete cascade,
    step                        integer not null,
    intermediate_value          double precision,
    intermediate_value_type     optuna.trialintermediatevaluetype not null,
    unique (trial_id, step)
);

create table optuna.trial_heartbeats (
    trial_heartbeat_id serial primary key,
    trial_id           integer not null references optuna.trials on delete cascade,
    heartbeat          timestamp not null default current_timestamp,
    unique (trial_id)
);

create table optuna.alembic_version (
    version_num varchar(32) not null,
    constraint alembic_version_pkc primary key (version_num)
);
insert into optuna.alembic_version values ('v3.2.0.a');
insert into optuna.version_info values (1, 12, 'huracan');
