-- Checks that earlier migrations replaced as not valid, so that no table was locked while it was read. They hold for all that
-- came since; now also for what was there before. Each reads its table under share update exclusive: nobody is kept from
-- reading or writing meanwhile.

alter table consent.acts validate constraint acts_agreed_check;
alter table consent.acts validate constraint acts_channel_check;
alter table consent.acts validate constraint acts_evidence_check;
alter table consent.acts validate constraint acts_paper_check;
alter table consent.acts validate constraint acts_signed_on_check;
alter table counter.look_ups validate constraint look_ups_did_check;
alter table counter.look_ups validate constraint look_ups_reason_check;
alter table counter.requests validate constraint requests_asked_check;
alter table counter.requests validate constraint requests_confirmed_check;
alter table counter.requests validate constraint requests_kind_check;
alter table counter.requests validate constraint requests_two_check;
alter table exchange.refusals validate constraint refusals_because_check;
alter table identity.email_codes validate constraint email_codes_purpose_check;
alter table identity.former_mailboxes validate constraint former_mailboxes_about_check;
alter table identity.passkey_names validate constraint passkey_names_credential_id_check;
alter table identity.sessions validate constraint sessions_device_check;
alter table notices.notices validate constraint notices_device_check;
alter table notices.wishes validate constraint wishes_way_check;
alter table residents.life_events validate constraint life_events_merged_check;
alter table residents.life_events validate constraint life_events_merged_in_error_check;
alter table residents.life_events validate constraint life_events_what_check;
alter table residents.residents validate constraint residents_erase_at_check;
alter table residents.residents validate constraint residents_merged_into_check;
alter table residents.residents validate constraint residents_standing_check;
alter table vault.imports validate constraint imports_link_check;
alter table vault.imports validate constraint imports_told_check;
