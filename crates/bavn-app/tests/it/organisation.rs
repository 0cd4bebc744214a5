//! The municipality, units, people and the logo, on each engine.

use bavn_app::{
    Error,
    attachment::get_logo,
    counted,
    organisation::{
        MunicipalityChange, PeopleFilter, PersonDraft, UnitDraft, archive_person, archive_unit, create_municipality,
        create_person, create_unit, get_municipality, get_person, get_unit, list_people, list_units,
        update_municipality, update_unit,
    },
    page::PageRequest,
};
use bavn_core::{lang::Lang, organisation::UnitKind};
use bavn_testkit::{Actors, engines, operator, test_app};

fn change(name: &str, logo: Option<(&str, &[u8])>) -> MunicipalityChange {
    MunicipalityChange {
        name: name.into(),
        code: "0492".into(),
        cvr: String::new(),
        address: String::new(),
        sender: String::new(),
        primary_colour: "#12293d".into(),
        accent_colour: "#c2410c".into(),
        logo: logo.map(|(name, content)| (name.to_owned(), content.to_vec())),
        lang: Lang::Da,
    }
}

fn codes(error: Error) -> Vec<(String, &'static str)> {
    match error {
        Error::Invalid(faults) => faults.into_iter().map(|fault| (fault.field, fault.code)).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_municipality_is_changed_from_the_version_that_was_read() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        update_municipality(&test.app, &ctx, 1, change("Ærø Ny Kommune", None)).await.unwrap();
        let again = update_municipality(&test.app, &ctx, 1, change("En anden", None)).await;
        assert!(matches!(again, Err(Error::Conflict { current: 2, .. })));
        assert_eq!(get_municipality(&test.app).await.unwrap().name, "Ærø Ny Kommune");
        let faulty = MunicipalityChange {
            code: "101".into(),
            cvr: "12345678".into(),
            accent_colour: "rød".into(),
            ..change("", None)
        };
        let found = codes(update_municipality(&test.app, &ctx, 2, faulty).await.unwrap_err());
        let expected =
            [("name", "required"), ("code", "municipality_code"), ("cvr", "cvr"), ("accent_colour", "colour")];
        assert_eq!(found, expected.map(|(field, code)| (field.to_owned(), code)));
        assert!(matches!(
            update_municipality(&test.app, &actors.ctx("head_of_it"), 2, change("X", None)).await,
            Err(Error::Forbidden(_))
        ));
        assert!(matches!(
            create_municipality(&test.app, &operator(), change("To", None)).await,
            Err(Error::Closed { reason: "exists", .. })
        ));
    }
}

#[tokio::test]
async fn a_logo_is_a_picture_and_is_kept_as_it_is() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        assert!(matches!(get_logo(&test.app).await, Err(Error::NotFound { .. })));
        let not_a_picture =
            update_municipality(&test.app, &ctx, 1, change("Ærø", Some(("logo.png", b"<script>alert(1)</script>"))))
                .await;
        assert_eq!(codes(not_a_picture.unwrap_err()), [("logo".to_owned(), "picture")]);
        let large = vec![0x89; 1024 * 1024 + 1];
        assert!(matches!(
            update_municipality(&test.app, &ctx, 1, change("Ærø", Some(("logo.png", &large)))).await,
            Err(Error::TooLarge { .. })
        ));
        let picture = b"\x89PNG\r\n\x1a\nrest".as_slice();
        update_municipality(&test.app, &ctx, 1, change("Ærø", Some(("../våben.png", picture)))).await.unwrap();
        let (file, content) = get_logo(&test.app).await.unwrap();
        assert_eq!(
            (file.file_name.as_str(), file.media_type.as_str(), content.as_slice()),
            ("våben.png", "image/png", picture)
        );
        // Without a new one the old stays; the same content again is kept once.
        update_municipality(&test.app, &ctx, 2, change("Ærø", None)).await.unwrap();
        update_municipality(&test.app, &ctx, 3, change("Ærø", Some(("andet.png", picture)))).await.unwrap();
        let (again, _) = get_logo(&test.app).await.unwrap();
        assert_eq!((again.sha256, again.file_name.as_str()), (file.sha256, "andet.png"));
    }
}

#[tokio::test]
async fn units_hang_together_and_go_out_of_use_when_empty() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("administrator");
        let names: Vec<_> = list_units(&test.app, &ctx).await.unwrap().into_iter().map(|unit| unit.name).collect();
        assert_eq!(names, ["Bibliotek", "Børn og Skole", "Hjemmepleje", "Sundhed og Omsorg"]);
        let draft = |kind, parent_id, name: &str| UnitDraft { kind, parent_id, name: name.into() };
        let below = update_unit(
            &test.app,
            &ctx,
            actors.health,
            1,
            draft(UnitKind::Department, Some(actors.home_care), "Sundhed"),
        )
        .await;
        assert_eq!(codes(below.unwrap_err()), [("parent_id".to_owned(), "below_itself")]);
        let loose = create_unit(&test.app, &ctx, draft(UnitKind::Institution, None, "")).await;
        assert_eq!(codes(loose.unwrap_err()), [("name".to_owned(), "required"), ("parent_id".to_owned(), "required")]);
        assert!(matches!(
            archive_unit(&test.app, &ctx, actors.school, 1).await,
            Err(Error::Closed { reason: "in_use", .. })
        ));
        archive_unit(&test.app, &ctx, actors.library, 1).await.unwrap();
        archive_unit(&test.app, &ctx, actors.school, 1).await.unwrap();
        assert!(get_unit(&test.app, &ctx, actors.school).await.unwrap().is_archived);
        assert_eq!(list_units(&test.app, &ctx).await.unwrap().len(), 2);
        assert!(matches!(
            get_unit(&test.app, &actors.ctx("employee"), actors.health).await,
            Err(Error::NotFound { .. })
        ));
    }
}

#[tokio::test]
async fn people_are_found_by_words_a_page_at_a_time() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        for name in ["Åse Ånd", "Ærlig Øst", "Zenia Bæk", "Anna 100% Bjerg"] {
            create_person(
                &test.app,
                &ctx,
                PersonDraft {
                    name: name.into(),
                    unit_id: Some(actors.library),
                    title: "Bibliotekar".into(),
                    ..PersonDraft::default()
                },
            )
            .await
            .unwrap();
        }
        let in_library = PeopleFilter { unit_id: Some(actors.library), ..PeopleFilter::default() };
        let names =
            |rows: Vec<bavn_app::organisation::Person>| rows.into_iter().map(|person| person.name).collect::<Vec<_>>();
        let first = list_people(&test.app, &ctx, &in_library, PageRequest::new(1, 3)).await.unwrap();
        assert_eq!((first.total, first.pages()), (4, 2));
        assert_eq!(names(first.rows), ["Anna 100% Bjerg", "Zenia Bæk", "Ærlig Øst"], "Danish order");
        for (words, expected) in [("ÅSE bibl", "Åse Ånd"), ("100%", "Anna 100% Bjerg"), ("bæk", "Zenia Bæk")] {
            let filter = PeopleFilter { words: words.into(), ..PeopleFilter::default() };
            assert_eq!(
                names(list_people(&test.app, &ctx, &filter, PageRequest::default()).await.unwrap().rows),
                [expected],
                "{words}"
            );
        }
        // A sign of the database's own patterns is a letter like any other: three names have it.
        let underscore = PeopleFilter { words: "_".into(), ..PeopleFilter::default() };
        assert_eq!(list_people(&test.app, &ctx, &underscore, PageRequest::default()).await.unwrap().total, 3);
        let (_, statements) = counted(list_people(&test.app, &ctx, &in_library, PageRequest::default())).await;
        assert!(statements <= 2, "{statements} statements");
    }
}

#[tokio::test]
async fn a_person_out_of_use_is_not_listed_and_not_forgotten() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let id = create_person(&test.app, &ctx, PersonDraft { name: "Gammel Ven".into(), ..PersonDraft::default() })
            .await
            .unwrap();
        assert!(matches!(archive_person(&test.app, &actors.ctx("director"), id, 1).await, Err(Error::Forbidden(_))));
        assert!(matches!(archive_person(&test.app, &ctx, id, 9).await, Err(Error::Conflict { current: 1, .. })));
        archive_person(&test.app, &ctx, id, 1).await.unwrap();
        let filter = PeopleFilter { words: "gammel".into(), ..PeopleFilter::default() };
        assert_eq!(list_people(&test.app, &ctx, &filter, PageRequest::default()).await.unwrap().total, 0);
        assert_eq!(get_person(&test.app, &ctx, id).await.unwrap().name, "Gammel Ven");
        assert!(matches!(archive_person(&test.app, &ctx, id, 2).await, Err(Error::NotFound { .. })));
    }
}
