package compare

import (
	"testing"

	"alur/model"
)

// TestFiguresHaveTheSignOfTheShop: a shop writes 1,8 or 1.8, in whichever
// language its figures are read.
func TestFiguresHaveTheSignOfTheShop(t *testing.T) {
	for sign, want := range map[string]string{",": "1,8", ".": "1.8"} {
		w := Words{Shop: &model.Shop{Settings: model.Settings{Decimal: sign}}}
		var c Comparison
		c.Before.WIP = 1.8
		found := false
		for _, row := range c.Rows(w) {
			for _, lang := range model.Langs() {
				if row.Label.In(model.Indonesian) == "Berjalan, semua versi" {
					found = true
					if got := row.Before.In(lang); got != want {
						t.Errorf("with %q, in %s: %s, want %s", sign, lang, got, want)
					}
				}
			}
		}
		if !found {
			t.Error("nothing says how many were under way")
		}
	}
}
