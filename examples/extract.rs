//! Prints the events and figures of an article: `cargo run --example extract`.

fn main() -> newsx::Result<()> {
    let text = "The ferry Aurora sank off Port Selma on Tuesday, killing 14 people, the coast guard said.";
    let mut options = newsx::Options::default();
    options.published = newsx::Date::parse_iso("2025-07-16");
    let record = newsx::extract(text, &options)?;
    for event in &record.events {
        let day = event.date.as_ref().map_or("no date", |date| date.start.as_str());
        println!("{:?} {} ({day})", event.class, event.trigger.text);
    }
    for figure in &record.figures {
        println!("{:?} {}", figure.kind, figure.text);
    }
    Ok(())
}
