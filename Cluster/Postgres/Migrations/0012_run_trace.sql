-- W3C trace context of the request that made the run, so that the silos' work is part of its trace.
alter table runs add column trace_parent text;
