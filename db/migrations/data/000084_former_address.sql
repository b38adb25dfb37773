--! breaking
-- Where letters went before is sealed with who somebody is, until one last letter has gone there. Breaking: programs from before do
-- not read with it. They end by themselves.
comment on schema residents is 'who entrusts their data; who they are is sealed, with the address before the one on file';
