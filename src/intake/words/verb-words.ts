import { regex } from './regex.ts';
import type { AwsTaskType } from '../../task/aws-task.ts';

/** Where the head of the object stands: last in `an S3 bucket policy`, first in `rol de Lambda`. */
export type WordOrder = 'head-last' | 'head-first';

export interface VerbRow {
  readonly taskType: AwsTaskType;
  /** An operation that is not a desired state. */
  readonly action?: string;
  /** Adds to what the sentence before made; never a task of its own beside a create. */
  readonly attaches?: boolean;
  readonly order: WordOrder;
  /** Imperatives and infinitives, separated by bars. */
  readonly forms: string;
}

const english = (
  taskType: AwsTaskType,
  forms: string,
  rest: Pick<VerbRow, 'action' | 'attaches'> = {},
): VerbRow => ({ taskType, forms, order: 'head-last', ...rest });

const romance = (taskType: AwsTaskType, forms: string, action?: string): VerbRow => ({
  taskType,
  forms,
  order: 'head-first',
  ...(action === undefined ? {} : { action }),
});

/** A flat table of verbs that order something at the start of a clause, by the domain's words. */
export const VERBS: readonly VerbRow[] = [
  english(
    'CreateResource',
    'create|creating|deploy|deploying|launch|launching|set up|setting up|setup|' +
      'host|provision|provisioning|spin up|spinning up|stand up|bring up|make|build|' +
      'allocate|roll out|rolling out|register|introduce|set me up|set us up|get us|get me|' +
      'fire up|put up|put in place|establish|arrange|bring to life|import',
  ),
  romance(
    'CreateResource',
    'crear|crea|cree|creen|cread|créame|creadnos|desplegar|despliega|despliegue|' +
      'desplieguen|desplegad|lanzar|lanza|lancen|lanzad|aprovisionar|aprovisiona|' +
      'aprovisione|montar|montad|levantar|levanta|levantad|poner en marcha|dar de ' +
      'alta|provisionar',
  ),
  romance(
    'CreateResource',
    'créer|crée|créez|créons|déployer|déploie|déployez|lancer|lance|lancez|' +
      'provisionner|provisionnez|mettre en place|mettez en place|monter|montez|monte',
  ),
  romance(
    'CreateResource',
    'criar|crie|criem|cria|implantar|implante|implantem|provisione|provisionem|' +
      'lançar|lancem|subir|suba|subam|montem',
  ),
  romance('CreateResource', 'creare|creiamo|create|distribuite|distribuire|avviare un|avviate un'),
  romance(
    'DeleteResource',
    'eliminare|eliminate|cancellare|cancellate|cancella|rimuovere|rimuovete|rimuovi|dismettete',
  ),
  romance('UpdateResource', 'fermare|fermate|arrestare|arrestate|spegnere|spegnete', 'stop'),
  romance('UpdateResource', 'avviare|avviate|accendere|accendete', 'start'),
  romance('UpdateResource', 'riavviare|riavviate|riavvia', 'reboot'),
  romance(
    'UpdateResource',
    'aggiornare|aggiornate|aggiorna|modificare|modificate|cambiare|cambiate|attivare|attivate|' +
      'disattivare|disattivate|abilitare|abilitate|aumentare|aumentate|ridurre|riducete|portate|' +
      'portare|impostare|impostate|aggiungere|aggiungete',
  ),
  romance('DiscoverResources', 'elencare|elencate|elenca|mostrare|mostrateci|mostrate|descrivete'),
  english(
    'CreateResource',
    'erstelle|erstellen|erstellt|lege|legt|anlegen|anzulegen|bereitstellen|' +
      'aufsetzen|einrichten|richte|richtet|provisioniere|provisionieren|' +
      'provisioniert|setze|setzt',
  ),
  english(
    'DeleteResource',
    'delete|deleting|terminate|terminating|remove|removing|tear down|tearing down|' +
      'clean up|cleaning up|destroy|decommission|drop|get rid of|release|retire|kill|' +
      'dismantle|nuke|wipe|purge|scrap|erase|schedule deletion|schedule the deletion|' +
      'decommissioning|take down|dispose of|throw away|throw out|do away with|deprovision|' +
      'undeploy|bin|sunset',
  ),
  romance(
    'DeleteResource',
    'eliminar|elimina|elimine|eliminen|eliminad|borrar|borra|borre|borren|borrad|' +
      'suprimir|quitar|quita|quitad|destruir|terminar|desmantelar|desmantelad',
  ),
  romance(
    'DeleteResource',
    'supprimer|supprime|supprimez|détruire|détruisez|retirer|retirez|effacer|' +
      'effacez|résilier|démanteler|démantelez',
  ),
  romance(
    'DeleteResource',
    'apagar|apague|apaguem|excluir|exclua|excluam|remover|remova|removam|deletar|' +
      'delete|deletem|encerrar|encerre|encerrem|destrua',
  ),
  english(
    'DeleteResource',
    'lösche|löschen|löscht|entferne|entfernen|entfernt|abbauen|zerstöre|beseitige',
  ),
  english('UpdateResource', 'stop|stopping|shut down|power off|halt|pause|park|put to sleep', {
    action: 'stop',
  }),
  english(
    'UpdateResource',
    'start|starting|power on|boot|resume|wake|wake up|start up|boot up|power up',
    { action: 'start' },
  ),
  english(
    'UpdateResource',
    'reboot|rebooting|restart|restarting|bounce|power cycle|cycle|a reboot of|a restart of|' +
      'the reboot of|the restart of',
    { action: 'reboot' },
  ),
  english('UpdateResource', 'invalidate|invalidating', { action: 'invalidate' }),
  english('UpdateResource', 'publish|publishing', { action: 'publish' }),
  english(
    'UpdateResource',
    'snapshot|take a snapshot|take a manual snapshot|take a final snapshot|take a ' +
      'backup|make a snapshot|back up|create a snapshot|create a manual snapshot|' +
      'create a backup',
    { action: 'snapshot' },
  ),
  english('UpdateResource', 'empty|emptying', { action: 'empty' }),
  english('UpdateResource', 'upload|uploading', { action: 'upload' }),
  english('UpdateResource', 'fail over|failover|force a failover|trigger a failover', {
    action: 'failover',
  }),
  english('UpdateResource', 'attach|attaching', { action: 'attach', attaches: true }),
  english('UpdateResource', 'detach|detaching', { action: 'detach' }),
  english('UpdateResource', 'subscribe|subscribing', { action: 'subscribe', attaches: true }),
  english('UpdateResource', 'redeploy|force a new deployment', { action: 'redeploy' }),
  english('UpdateResource', 'start an instance refresh|refresh the instances', {
    action: 'instance-refresh',
  }),
  english('UpdateResource', 'continue the rollback|continue the update rollback|continue rolling', {
    action: 'continue-rollback',
  }),
  english('UpdateResource', 'rotate|rotating', { action: 'rotate' }),
  english(
    'UpdateResource',
    'update|updating|change|changing|modify|modifying|enable|enabling|disable|' +
      'disabling|resize|resizing|scale|scaling|scale up|scale down|scale out|scale ' +
      'in|bump|bump up|raise|raising|increase|increasing|decrease|lower|lowering|' +
      'reduce|reducing|extend|shorten|grow|shrink|switch|switching|switch on|switch ' +
      'off|turn|turn on|turn off|activate|deactivate|set|setting|upgrade|upgrading|' +
      'patch|configure|move|adjust|migrate|convert|encrypt|suspend|cut|double|halve|' +
      'limit|cap|throttle|expire|revert|unset|bring|leave|rename|edit|alter|tune|' +
      'stop logging|flip|flip on|flip off|swap|swap out|replace|upsize|downsize|' +
      'widen|up the|up its|lift|boost|push|ramp up|ramp down|dial up|dial down|trim|bump down|' +
      'step up|make sure|ensure|see to it that|have objects|have the objects|have all objects|' +
      'shift|shifting|split|splitting|prolong|stretch|take|scale back|size up|size down',
  ),
  english(
    'UpdateResource',
    'add|adding|tag|put|point|open|authorize|allow|grant|give|connect|wire|hook up|' +
      'associate|let|block|restrict|keep|use|deny|disassociate|make it the default|' +
      'make that the default|make it default|make the new version the default|' +
      'set it as the default|set it as default',
    { attaches: true },
  ),
  english('UpdateResource', 'revoke|close', { action: 'revoke', attaches: true }),
  romance(
    'UpdateResource',
    'detener|detén|detened|detenga|detengan|pare|paren|parad|parar|apaga|apagad|apaguen',
    'stop',
  ),
  romance(
    'UpdateResource',
    'arrancar|arranca|arrancad|arranque|iniciar|inicia|iniciad|inicie|inicien|' +
      'encender|enciende|encended|encienda',
    'start',
  ),
  romance('UpdateResource', 'reiniciar|reinicia|reiniciad|reinicie|reinicien', 'reboot'),
  romance('UpdateResource', 'invalidar|invalida|invalidad|invalide|invalidem', 'invalidate'),
  romance('UpdateResource', 'vaciar|vacía|vaciad|vider|videz|esvaziar|esvazie', 'empty'),
  romance(
    'UpdateResource',
    'rotar|rota|rotad|rote|roten|faire tourner|rotacionar|rotacione|rotacionem',
    'rotate',
  ),
  romance(
    'UpdateResource',
    'actualizar|actualiza|actualizad|actualice|actualicen|cambiar|cambia|cambiad|' +
      'cambie|cambien|modificar|modifica|modificad|modifique|modifiquen|activar|' +
      'activa|activad|active|activen|desactivar|desactiva|desactivad|desactive|' +
      'desactiven|habilitar|habilita|habilitad|habilite|habiliten|deshabilitar|' +
      'deshabilita|deshabilitad|deshabilite|escalar|escala|escalad|escale|escalen|' +
      'redimensionar|redimensiona|aumentar|aumenta|aumentad|aumente|aumenten|subid|' +
      'sube|reducir|reduce|reducid|reduzca|reduzcan|ampliar|amplía|ampliad|amplíe|bajar|' +
      'baja|bajad|ajustar|ajusta|ajustad|ajuste|poned|poner|añadir|añade|añadid|' +
      'añada|agregar|agrega|agregue|agreguen',
  ),
  romance('UpdateResource', 'arrêter|arrête|arrêtez|stopper|stoppez|éteindre|éteignez', 'stop'),
  romance('UpdateResource', 'démarrer|démarre|démarrez|allumer|allumez', 'start'),
  romance('UpdateResource', 'redémarrer|redémarre|redémarrez', 'reboot'),
  romance('UpdateResource', 'invalider|invalidez', 'invalidate'),
  romance(
    'UpdateResource',
    'mettre à jour|mettez à jour|modifier|modifie|modifiez|changer|changez|activer|' +
      'activez|désactiver|désactive|désactivez|redimensionner|redimensionnez|' +
      'augmenter|augmente|augmentez|réduire|réduis|réduisez|passer|passez|ajouter|' +
      'ajoute|ajoutez|porter|portez|fixer|fixez|baisser|baissez|couper|coupez|' +
      'agrandir|agrandissez',
  ),
  romance('UpdateResource', 'parem|desligar|desligue|desliguem|interromper|interrompa', 'stop'),
  romance('UpdateResource', 'iniciem|ligar|ligue|liguem', 'start'),
  romance('UpdateResource', 'reiniciem|reinicializar|reinicialize', 'reboot'),
  romance(
    'UpdateResource',
    'atualizar|atualize|atualizem|alterar|altere|alterem|mudar|mude|mudem|ativar|' +
      'ative|ativem|desativar|desative|desativem|habilitem|desabilitar|desabilite|' +
      'desabilitem|escalem|aumentem|reduzir|reduza|reduzam|adicionar|adicione|' +
      'adicionem|ajustem|redimensione|redimensionem|modifiquem|diminuir|diminua|' +
      'diminuam',
  ),
  english('UpdateResource', 'stoppe|stoppen|stoppt|halte|fahre|fahrt|herunterfahren', {
    action: 'stop',
  }),
  english('UpdateResource', 'starte|starten|startet|hochfahren', { action: 'start' }),
  english('UpdateResource', 'starte neu|neu starten|neustarten|boote|rebooten', {
    action: 'reboot',
  }),
  english('UpdateResource', 'rotiere|rotieren|rotiert', { action: 'rotate' }),
  english(
    'UpdateResource',
    'aktualisiere|aktualisieren|aktualisiert|ändere|ändern|ändert|aktiviere|' +
      'aktivieren|aktiviert|deaktiviere|deaktivieren|deaktiviert|skaliere|skalieren|' +
      'skaliert|vergrößere|vergrößern|verkleinere|erhöhe|erhöhen|erhöht|reduziere|' +
      'reduzieren|reduziert|schalte|schaltet|einschalten|ausschalten|abschalten|' +
      'stelle|stellt|umstellen|passe|anpassen|füge|hinzufügen|senke|senken|verlängere',
  ),
  english(
    'DiscoverResources',
    'list|listing|show|show me|show us|describe|inventory|compare|find out|tell me|' +
      'tell us|give me a list|give us a list|give me an overview|give us an overview|' +
      'give me an inventory|give us an inventory|send me a list|send us a list|' +
      'enumerate|check|' +
      'look up|count|report on|look at|explain|i would like to know|a list of|an inventory of|' +
      'an overview of|a description of|overview of|inventory of|get me a list|get us a list|' +
      'get us an overview|get me an overview|i would like an ' +
      'overview',
  ),
  romance(
    'DiscoverResources',
    'listar|lista|listad|liste|listen|mostrar|muestra|mostrad|muestre|muestren|' +
      'describir|describe|describa|inventariar|comparar|compara|enseñar|enseñad|' +
      'enumerar|dime|decidme|indicad|inventario',
  ),
  romance(
    'DiscoverResources',
    'lister|listez|afficher|affiche|affichez|décrire|décris|décrivez|montrer|' +
      'montre|montrez|comparer|comparez|inventorier|énumérer|dressez|dresser|donnez|' +
      'donner',
  ),
  romance(
    'DiscoverResources',
    'listem|mostre|mostrem|descrever|descreva|descrevam|compare|comparem|' +
      'inventariem|exibir|exiba|exibam',
  ),
  english(
    'DiscoverResources',
    'liste|listen|listet|zeige|zeigt|zeig|zeigen|auflisten|beschreibe|beschreiben|' +
      'beschreibt|vergleiche|vergleichen|nenne|nennt|inventarisiere',
  ),
  english(
    'OptimizeCosts',
    'find savings|find cost savings|optimize costs|optimise costs|optimize the ' +
      'costs|reduce costs|reduce the costs|cut costs|right-size|rightsize|find idle|' +
      'find unused|analyse costs|analyze costs|analyse the costs|analyze the costs|' +
      'analyse spend|analyze spend|review costs|review the costs|review spend|look ' +
      'for savings|identify savings|find ways to save money|help us save money|cost ' +
      'review|run a cost|a cost review of|' +
      'a cost analysis of|a savings review of|find out what we can save',
  ),
  english(
    'SecurityAudit',
    'audit|auditing|security audit|review the security|check compliance|check the ' +
      'compliance|check the security|scan|assess|auditar|audita|auditad|auditez|' +
      'auditer|audite|auditem|prüfe|prüfen|auditiere|a security audit of|an audit of|' +
      'a security review of|a security check of|do a security audit|run an audit',
  ),
  english(
    'HealthCheck',
    'monitor|check the health|check health|check the status|health check|run a ' +
      'health check|check on|check alarms|check the alarms|run health checks|do a ' +
      'health check|do health checks|perform a health check|a health check of|' +
      'a health check for|a health check on|a health report on|verificar la salud|' +
      'comprobar la salud',
  ),
];

const plain = (form: string): string => form.replaceAll(/\s+/g, ' ').toLowerCase();

/** Form to row; an earlier row wins, so English keeps its meaning. */
export const VERB_OF: ReadonlyMap<string, VerbRow> = new Map(
  VERBS.toReversed().flatMap((row) =>
    row.forms.split('|').map((form) => [plain(form), row] as const),
  ),
);

export interface StemRow {
  readonly taskType: AwsTaskType;
  readonly action?: string;
  readonly stem: RegExp;
}

const stem = (taskType: AwsTaskType, pattern: RegExp, action?: string): StemRow => ({
  taskType,
  stem: pattern,
  ...(action === undefined ? {} : { action }),
});

/** A flat table of Japanese and Chinese stems, which stand anywhere; the first row decides. */
export const STEMS: readonly StemRow[] = [
  stem(
    'HealthCheck',
    regex(
      'u',
      '(?:状態|ステータス).{0,4}(?:確認|チェック)|(?:ヘルスチェック|健全性|健康检查|健康檢查|',
      '健康状[况态]|稼働状況).{0,12}(?:実施|実行|確認|し|チェック|お願い|检查|查看)|(?:检查|',
      '查看|执行|做|进行).{0,30}(?:健康|运行状[况态])',
    ),
  ),
  stem(
    'SecurityAudit',
    /(?:セキュリティ|監査|安全).{0,20}(?:監査|診断|审计|审核)|监控合规|合规检查|公開され.{0,8}(?:調べ|確認)|安全检查/u,
  ),
  stem(
    'OptimizeCosts',
    /コスト.{0,12}(?:削減|最適化|分析)|成本.{0,10}(?:优化|分析|节省)|(?:优化|分析|降低|节省).{0,10}(?:成本|费用)|费用优化|節約/u,
  ),
  stem(
    'DeleteResource',
    /削除し?|消して|消去し?|破棄し?|終了(?:させ|し)て|(?:删除|刪除|删掉|移除|销毁|清理|终止|释放)/u,
  ),
  stem('UpdateResource', /再起動し?|リブートし?|重启|重新启动/u, 'reboot'),
  stem('UpdateResource', /停止し?|止めて|シャットダウンし?|停掉|停用实例|关机/u, 'stop'),
  stem('UpdateResource', /(?:を|インスタンス ?)開始し|起動し|启动|開機|开机/u, 'start'),
  stem(
    'UpdateResource',
    /無効化リクエスト|キャッシュ.{0,6}(?:削除|クリア|無効)|刷新缓存|缓存失效/u,
    'invalidate',
  ),
  stem('UpdateResource', /ローテーション(?:し|を)|轮换/u, 'rotate'),
  stem(
    'CreateResource',
    /新規作成し?|作成し?|作って|構築し?|デプロイし?|立ち上げて?|用意し|プロビジョニングし|(?:创建|建立|新建|創建|部署|搭建|开通|新增一个|申请一[个台])/u,
  ),
  stem(
    'UpdateResource',
    regex(
      'u',
      '有効(?:化|に)|無効(?:化|に)|変更し?|更新し?|拡張し|増やし|減らし|引き上げ|引き下げ|スケール|',
      '切り替え|追加し|設定し|(?:启用|开启|打开|禁用|关闭|关掉|停用|更新|修改|更改|调整|扩容|缩容|',
      '扩大|增加|减少|升级|改成|改为|设置|设为|提高|提升|降低|添加|切换)',
    ),
  ),
  stem(
    'DiscoverResources',
    /一覧|リスト(?:アップ|を)|表示し|教えて|見せて|比較し|調べて|列出|列举|显示|查看|查询|描述|比较|给我看|统计/u,
  ),
];
