account-lead = Logget ind som { $name }. Rolle: { $roles }.
account-secret-heading = Gem nøglen nu. Den vises kun denne ene gang
account-secret-how = Send den i hvert kald som Authorization: Bearer og nøglen.
account-password-heading = Adgangskode
account-password-title = Skift adgangskode
account-password-about = Når adgangskoden skiftes, bliver alle andre steder logget ud.
account-password-hint = Mindst 12 tegn. En sætning er nemmest at huske.
account-password-current = Nuværende adgangskode
account-password-new = Ny adgangskode
account-password-again = Ny adgangskode igen
account-language = Sprog
account-language-shown = Bavn vises på
account-language-save = Gem sprog
account-place = Browser
account-address = Netadresse
account-since = Logget ind
account-last = Sidst brugt
account-action = Handling
account-here = (her)
account-never = Aldrig
account-end-others = Log ud alle andre steder
account-tokens = Nøgler til API
account-tokens-about = Med en nøgle kan et andet program hente eller gemme data med de samme rettigheder som kontoen.
account-tokens-document = Se beskrivelsen af API'et (OpenAPI)
account-token-name = Navn
account-token-begins = Begynder med
account-token-scope = Må
account-token-days = Gælder i
account-token-expires = Udløber
account-token-expired = Udløbet
account-token-create = Opret nøgle
account-revoke = Tilbagekald
account-scope-read = Læse
account-scope-write = Læse og ændre
account-sessions = { $n ->
    [one] Der er logget ind ét sted
   *[other] Der er logget ind { $n } steder
}
account-days = { $n } dage
account-address-kept = { $n ->
    [one] Adressen slettes, når der er gået en dag efter, at der er logget ud.
   *[other] Adressen slettes, når der er gået { $n } dage efter, at der er logget ud.
}
