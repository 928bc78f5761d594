-- For some seconds a refresh token that was used gives the same successor again. That is made of the token
-- itself, of which the database has but a digest, and of this seed.
alter table refresh_tokens add column successor_seed bytea;
