package handbook_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"alur/model"
	"alur/model/handbook"
	"alur/model/procfile"
	"alur/model/templates"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestTheHandbookOfAWebShop: what a new colleague is given to read.
func TestTheHandbookOfAWebShop(t *testing.T) {
	for _, lang := range []model.Lang{model.English, model.Indonesian} {
		var flows []*model.Flow
		for _, id := range []string{"online-order", "office-supplies"} {
			tpl, _ := templates.Get(id, lang)
			_, f, faults := procfile.Read(tpl.File, tpl.Source)
			if f == nil {
				t.Fatal(faults)
			}
			flows = append(flows, f)
		}
		got := handbook.Markdown("Toko Maju", flows, lang)
		golden := "testdata/handbook." + string(lang) + ".golden"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs; run the test with -update and read it", golden)
		}
	}
}

// TestEveryStepIsInTheHandbook: of every ready-made process, in both
// languages, with its standard and its ticks.
func TestEveryStepIsInTheHandbook(t *testing.T) {
	for _, lang := range []model.Lang{model.English, model.Indonesian} {
		for _, tpl := range templates.All(lang) {
			_, f, _ := procfile.Read(tpl.File, tpl.Source)
			got := handbook.Markdown("Toko Maju", []*model.Flow{f}, lang)
			for _, s := range f.Process.Steps {
				if !strings.Contains(got, ". "+s.Text+"\n") {
					t.Errorf("%s: the step %q is missing", tpl.File, s.Text)
				}
				if s.Role != "" && !strings.Contains(got, "- "+s.Text+" (") {
					t.Errorf("%s: the step %q is nobody's", tpl.File, s.Text)
				}
			}
		}
	}
}

func TestWhatPeopleWroteIsNoMarkup(t *testing.T) {
	f, faults := model.Compile(model.Process{Name: "# *Loud*", Role: "shop", Steps: []model.Step{{Text: "<b>Shout</b> `now`"}}})
	if f == nil {
		t.Fatal(faults)
	}
	if got := handbook.Markdown("T", []*model.Flow{f}, model.English); strings.Contains(got, "<b>") || strings.Contains(got, "## # ") {
		t.Errorf("got %s", got)
	}
}
