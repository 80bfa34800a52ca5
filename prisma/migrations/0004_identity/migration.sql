-- A local account is found by its address; people of an identity provider are found by issuer and subject, never by address.
CREATE UNIQUE INDEX one_local_account ON "User" (lower(email)) WHERE issuer IS NULL;
