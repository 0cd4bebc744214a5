sign-in-title = Log ind
sign-in-heading = Log ind i Bavn
sign-in-username = Brugernavn
sign-in-password = Adgangskode
sign-in-role = Rolle
sign-in-send = Log ind
sign-in-failed = Du er ikke logget ind
sign-in-wrong = Brugernavn eller adgangskode er forkert. Prøv igen, eller bed administratoren om en ny adgangskode.
sign-in-wait = { $n ->
    [one] Der er prøvet for mange gange. Vent et sekund, og prøv igen.
   *[other] Der er prøvet for mange gange. Vent { $n } sekunder, og prøv igen.
}
sign-in-demo = Prøv Bavn med disse brugere
sign-in-demo-password = Adgangskoden er »{ $password }« for dem alle. Kommunen er opdigtet.
sign-in-as = som { $name }
