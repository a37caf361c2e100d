package cli

import (
	"maps"
	"slices"
	"strings"

	"alur/model"
)

// savedMap is the name of a saved mapping that --map names, empty for none: all
// else it takes has an =.
func (j *importJob) savedMap() string {
	for _, text := range j.maps {
		if !strings.Contains(text, "=") {
			return strings.TrimSpace(text)
		}
	}
	return ""
}

// recall puts what a saved mapping says before what the flags say besides.
func (j *importJob) recall(shop *model.Shop) error {
	name := j.savedMap()
	if name == "" {
		return nil
	}
	m, ok := shop.ImportMapNamed(name)
	if !ok {
		return unknown(model.Say{
			EN: "There is no mapping %q: --map takes FIELD=COLUMN, or the name of one kept with --save-map",
			ID: "Tidak ada pemetaan %q: --map butuh ISIAN=KOLOM, atau nama yang disimpan dengan --save-map",
		}, name, slices.Sorted(maps.Keys(shop.ImportMaps)))
	}
	j.maps = slices.DeleteFunc(j.maps, func(text string) bool { return !strings.Contains(text, "=") })
	j.maps, j.sets, j.split = before(m.Columns, j.maps), before(m.Set, j.sets), before(m.Split, j.split)
	if j.process == "" {
		j.process = m.Process
	}
	if j.division == "" {
		j.division = m.Division
	}
	return nil
}

// before is saved pairs as flags, and those that were typed after them: of two
// the later counts.
func before(saved map[string]string, typed []string) []string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(saved)) {
		all = append(all, name+"="+saved[name])
	}
	return append(all, typed...)
}

// pairsOf is flags as pairs.
func pairsOf(flags []string) map[string]string {
	pairs := map[string]string{}
	for _, text := range flags {
		name, value, _ := strings.Cut(text, "=")
		pairs[strings.TrimSpace(name)] = value
	}
	return pairs
}

// maySave refuses to save before anything is imported where it would be refused
// afterwards.
func (j *importJob) maySave(shop *model.Shop) error {
	if j.saveMap == "" || j.person.Owner {
		return nil
	}
	return fail(model.Say{
		EN: "Only an owner may save a mapping. Nothing was imported: leave --save-map away, or ask %s.",
		ID: "Hanya pemilik yang boleh menyimpan pemetaan. Tidak ada yang diimpor: hilangkan --save-map, atau tanyakan kepada %s.",
	}, firstOwner(shop).Name)
}

// save keeps what the flags said under a name, for every day after.
func (j *importJob) save() error {
	if j.saveMap == "" || j.dryRun {
		return nil
	}
	shop, err := j.store.Shop(j.app.ctx)
	if err != nil {
		return err
	}
	m := model.ImportMap{Process: j.flow.Process.ID, Division: j.division, Columns: pairsOf(j.maps), Set: pairsOf(j.sets), Split: pairsOf(j.split)}
	act := model.ChangeSettings{Settings: shop.WithImportMap(j.saveMap, m)}
	if err := j.app.perform(j.store, j.person, []model.Act{act}); err != nil {
		return err
	}
	j.app.talk(model.Say{
		EN: "The mapping is kept. From now on: alur import FILE.csv --map %s",
		ID: "Pemetaan disimpan. Mulai sekarang: alur import BERKAS.csv --map %s",
	}, j.saveMap)
	return nil
}
