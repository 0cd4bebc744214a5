account-lead = Signed in as { $name }. Role: { $roles }.
account-secret-heading = Keep the token now. It is shown this once only
account-secret-how = Send it with every request as Authorization: Bearer and the token.
account-password-heading = Password
account-password-title = Change password
account-password-about = When the password is changed, all other places are signed out.
account-password-hint = At least 12 characters. A sentence is easiest to remember.
account-password-current = Current password
account-password-new = New password
account-password-again = New password again
account-language = Language
account-language-shown = Bavn is shown in
account-language-save = Save language
account-place = Browser
account-address = Network address
account-since = Signed in
account-last = Last used
account-action = Action
account-here = (here)
account-never = Never
account-end-others = Sign out everywhere else
account-tokens = API tokens
account-tokens-about = With a token, another program can read or change data with the same rights as the account.
account-tokens-document = See the description of the API (OpenAPI)
account-token-name = Name
account-token-begins = Begins with
account-token-scope = May
account-token-days = Counts for
account-token-expires = Expires
account-token-expired = Expired
account-token-create = Create token
account-revoke = Revoke
account-scope-read = Read
account-scope-write = Read and change
account-sessions = { $n ->
    [one] Signed in in one place
   *[other] Signed in in { $n } places
}
account-days = { $n } days
account-address-kept = { $n ->
    [one] The address is deleted one day after signing out.
   *[other] The address is deleted { $n } days after signing out.
}
