sign-in-title = Sign in
sign-in-heading = Sign in to Bavn
sign-in-username = User name
sign-in-password = Password
sign-in-role = Role
sign-in-send = Sign in
sign-in-failed = You are not signed in
sign-in-wrong = The user name or the password is wrong. Try again, or ask the administrator for a new password.
sign-in-wait = { $n ->
    [one] Too many tries. Wait a second and try again.
   *[other] Too many tries. Wait { $n } seconds and try again.
}
sign-in-demo = Try Bavn as one of these
sign-in-demo-password = The password is “{ $password }” for all of them. The municipality is invented.
sign-in-as = as { $name }
