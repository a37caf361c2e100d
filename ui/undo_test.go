package ui

import (
	"testing"

	"alur/model"
)

// Hendra finishes a task, then saves another setting. Ctrl+Z speaks of the
// setting: the task stays done.
func TestUndoSpeaksOfTheLastActAlone(t *testing.T) {
	for _, lang := range []model.Lang{model.English, model.Indonesian} {
		say := func(en, id string) string { return model.Say{EN: en, ID: id}.In(lang) }
		s := tokoMaju(t, lang)
		gives(t, s, "hendra", model.Comment{Case: "online-order-1", Text: "ring twice"})
		d := openAt(t, s, lang, pageSettings, nil)
		d.text("!").press("f9").sees(say("Saved: name of the shop.", "Tersimpan: nama toko."))
		before := s.count
		d.press("ctrl+z").sees(
			say("!  Your last act can't be undone: you changed the settings.", "!  Tindakan terakhir Anda tidak bisa diurungkan: Anda mengubah pengaturan."),
			say("under Settings,", "di Pengaturan,"))
		if d.press("ctrl+z"); s.shop.Settings.Name != "Toko Maju!" || len(s.events) == 0 || s.count != before+2 {
			t.Errorf("%s: the shop is %q after %d acts", lang, s.shop.Settings.Name, s.count-before)
		}
		if last := s.events[len(s.events)-1]; last.Name() != "settings.changed" {
			t.Errorf("%s: the last line on record is %s", lang, last.Name())
		}
	}
}
