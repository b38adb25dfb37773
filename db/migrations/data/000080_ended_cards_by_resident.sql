-- When somebody's last card ended: their page tells that it has just ended only where it has.
create index ended_cards_by_resident on identity.ended_cards (resident_id, ended_at);
