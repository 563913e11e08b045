-- Tokens get a number to speak of them by, who made them, and the repositories they are limited to: patterns, one a line.
create table token_by_id (
    id ${id},
    hash text not null unique,
    name text not null,
    role text not null,
    scope text not null,
    created_by text not null,
    created_at bigint not null,
    expires_at bigint
);
insert into token_by_id (hash, name, role, scope, created_by, created_at, expires_at)
    select hash, name, role, '', '', created_at, expires_at from token order by created_at;
drop table token;
alter table token_by_id rename to token;

-- People. The password is a PHC string of Argon2id, or '' for who comes by OpenID Connect; subject is who that one is there.
create table account (
    id ${id},
    name text not null unique,
    password text not null,
    role text not null,
    disabled integer not null,
    subject text unique,
    created_at bigint not null,
    last_login bigint,
    last_address text not null
);

-- Who is logged in, by the SHA-256 of the cookie.
create table session (
    id ${id},
    hash text not null unique,
    account_id bigint not null references account (id),
    address text not null,
    agent text not null,
    created_at bigint not null,
    seen_at bigint not null,
    expires_at bigint not null
);
create index session_of_account on session (account_id);

-- Who was sent to the OpenID Connect issuer and is not back yet, by the SHA-256 of the state.
create table login_begun (
    hash text primary key,
    nonce text not null,
    verifier text not null,
    next text not null,
    expires_at bigint not null
);
