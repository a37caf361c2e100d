package cli

import (
	"errors"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/model/procfile"
	"alur/model/templates"
)

func (a *app) processCheckCmd() *cobra.Command {
	return a.command(about{
		use:     "check FILE...",
		short:   model.Say{EN: "Say everything that is wrong in process files", ID: "Sebutkan semua yang salah di berkas proses"},
		example: "alur process check repair.yaml",
	}, wantsSome(wordFile), func(args []string) error {
		files, err := a.readProcesses(args, false)
		if err != nil {
			return err
		}
		for _, f := range files {
			if f.faults > 0 {
				continue
			}
			steps := part{model.Say{EN: "%s", ID: "%s"}, []any{many(len(f.act.Process.Steps), "step", "steps", "langkah")}}
			if f.warnings > 0 {
				steps = part{model.Say{EN: "%s, %s", ID: "%s, %s"}, []any{steps, many(f.warnings, "warning", "warnings", "peringatan")}}
			}
			if err := a.print("%s", a.say(model.Say{
				EN: "%s: good; %s, %s",
				ID: "%s: baik; %s, %s",
			}, f.name, f.act.Process.ID, steps)); err != nil {
				return err
			}
		}
		a.tellWanted(files)
		return faulty(files)
	})
}

// tellWanted warns of processes that run each other or begin by one event, in
// the files and beside them, and of roles that nobody holds, where there is a shop to ask.
func (a *app) tellWanted(files []processFile) {
	s, shop, err := a.shop()
	known := err == nil // A file is checked without a shop as well.
	if !known {
		shop = &model.Shop{}
	}
	flow := func(process string, version int) *model.Flow {
		i := slices.IndexFunc(files, func(f processFile) bool { return f.act.Process.ID == process && f.faults == 0 })
		if i >= 0 {
			return &model.Flow{Process: files[i].act.Process}
		}
		if !known || version == 0 {
			return nil
		}
		f, err := s.Flow(a.ctx, process, version)
		if err != nil {
			return nil // Of what can't be read nothing is said here.
		}
		return f
	}
	besides := withFiles(shop, files)
	var wants []model.Want
	for _, f := range files {
		if f.faults > 0 {
			continue
		}
		for _, want := range shop.Wants(f.act.Process, nil) {
			if known && want.Role != "" && !want.Eyes {
				wants = append(wants, want)
			}
		}
		wants = slices.Concat(wants, shop.WantsCircles(f.act.Process, nil, flow), besides.WantsEvent(f.act.Process, flow))
	}
	a.tellWants(wants)
}

// withFiles are the processes of a shop with those of files that are good, as
// far as one asks which there are.
func withFiles(shop *model.Shop, files []processFile) *model.Shop {
	all := *shop
	all.Processes = maps.Clone(shop.Processes)
	if all.Processes == nil {
		all.Processes = map[string]*model.ProcessHead{}
	}
	for _, f := range files {
		if id := f.act.Process.ID; f.faults == 0 && (all.Processes[id] == nil || all.Processes[id].Retired) {
			all.Processes[id] = &model.ProcessHead{ID: id}
		}
	}
	return &all
}

// processFile is a file that was read, as an act that publishes it, with how
// much is wrong with it.
type processFile struct {
	name             string
	act              model.PublishProcess
	faults, warnings int
}

// readProcesses reads files, and templates where they may be meant. Every
// fault of every file is told on standard error.
func (a *app) readProcesses(names []string, orTemplates bool) ([]processFile, error) {
	var list []processFile
	for _, name := range names {
		file, source, err := a.processSource(name, orTemplates)
		if err != nil {
			return nil, err
		}
		p, _, found := procfile.Read(file, source)
		f := processFile{name: name, act: model.PublishProcess{Process: p, FromName: !procfile.NamesID(source)}}
		for _, fault := range found {
			a.mutter(model.CleanText(fault.In(a.lang)) + "\n")
			if fault.Warning {
				f.warnings++
			} else {
				f.faults++
			}
		}
		list = append(list, f)
	}
	return list, nil
}

// faultsOf are the files with a fault, and how many faults there are in all.
func faultsOf(list []processFile) (bad []string, faults int) {
	for _, f := range list {
		if f.faults > 0 {
			bad = append(bad, f.name)
			faults += f.faults
		}
	}
	return bad, faults
}

// faulty says what a check found, nil where all files are good.
func faulty(list []processFile) error {
	bad, n := faultsOf(list)
	faults := many(n, "fault", "faults", "kesalahan")
	switch {
	case n == 0:
		return nil
	case len(list) == 1:
		return fail(model.Say{EN: "%s: %s. Mend what is told above and check again.", ID: "%s: %s. Perbaiki yang disebut di atas lalu periksa lagi."}, bad[0], faults)
	}
	good, words := len(list)-len(bad), model.Say{
		EN: "%d of %d files are good; %s in %s. Mend what is told above and check again.",
		ID: "%d dari %d berkas baik; %s di %s. Perbaiki yang disebut di atas lalu periksa lagi.",
	}
	if good == 1 {
		words.EN = "%d of %d files is good; %s in %s. Mend what is told above and check again."
	}
	return fail(words, good, len(list), faults, strings.Join(bad, ", "))
}

// unpublished refuses to publish files of which one has a fault.
func unpublished(list []processFile) error {
	_, n := faultsOf(list)
	switch n {
	case 0:
		return nil
	case 1:
		return fail(model.Say{
			EN: "1 fault; nothing was published. Mend it and try again.",
			ID: "1 kesalahan; tidak ada yang diterbitkan. Perbaiki lalu coba lagi.",
		})
	}
	return fail(model.Say{
		EN: "%d faults; nothing was published. Mend them and try again.",
		ID: "%d kesalahan; tidak ada yang diterbitkan. Perbaiki lalu coba lagi.",
	}, n)
}

// mostOfProcess is more than any process file has.
const mostOfProcess = 16 << 20

func (a *app) processSource(name string, orTemplates bool) (file string, source []byte, err error) {
	if orTemplates && name != standardInput && !strings.ContainsAny(name, `./\`) {
		if t, ok := templates.Get(name, a.lang); ok {
			return t.File, t.Source, nil
		}
		if a.env.Caller != nil || !isFile(name) {
			var ids []string
			for _, t := range templates.All(a.lang) {
				ids = append(ids, t.ID)
			}
			return "", nil, unknown(model.Say{EN: "There is no file or template %q", ID: "Tidak ada berkas atau proses siap pakai %q"}, name, ids)
		}
	}
	f, _, err := a.input(name)
	if err != nil {
		return "", nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if source, err = io.ReadAll(io.LimitReader(f, mostOfProcess)); err != nil {
		return "", nil, cannotRead(name, err)
	}
	return name, source, nil
}
